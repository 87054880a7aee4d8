namespace Discovitas.S3.Reading;

/// <summary>The checksums of a part.</summary>
/// <param name="Crc32">
/// Sent as a header, compared with the store's response, and combined into the CRC-32 of the file.
/// </param>
/// <param name="Sha256">The SHA-256 in lower-case hex if the request's signature covers the body, or else null.</param>
internal readonly record struct PartChecksums(uint Crc32, string? Sha256);
