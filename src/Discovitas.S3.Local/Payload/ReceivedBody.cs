using Discovitas.S3.Local.Checksums;

namespace Discovitas.S3.Local.Payload;

/// <summary>A body that has come in whole and agrees with all that was said about it.</summary>
/// <param name="Length">Its length in bytes, framing taken off.</param>
/// <param name="Md5">Its MD5.</param>
/// <param name="Checksum">Its checksum, by the algorithm that the request named or the caller asked for.</param>
internal sealed record ReceivedBody(long Length, byte[] Md5, Checksum? Checksum);
