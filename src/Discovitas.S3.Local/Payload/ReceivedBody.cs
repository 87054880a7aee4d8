using Discovitas.S3.Local.Checksums;

namespace Discovitas.S3.Local.Payload;

/// <summary>A body that was received completely and verified.</summary>
/// <param name="Length">The length in bytes, without framing.</param>
/// <param name="Md5">The MD5.</param>
/// <param name="Checksum">The checksum, by the algorithm that the request names or the caller asks for.</param>
internal sealed record ReceivedBody(long Length, byte[] Md5, Checksum? Checksum);
