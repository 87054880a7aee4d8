namespace Discovitas.S3.Reading;

/// <summary>What a part is checked with.</summary>
/// <param name="Crc32">
/// Sent as a header, compared with what the store echoes, and combined into that of the whole.
/// </param>
/// <param name="Sha256">In lower-case hex, where the request's signature covers the body; else null.</param>
internal readonly record struct PartChecksums(uint Crc32, string? Sha256);
