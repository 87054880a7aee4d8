namespace Discovitas.S3.Local.Checksums;

/// <summary>
/// The value of a checksum as S3 writes it: base64, followed by the number of parts if it is a composite checksum.
/// </summary>
internal sealed record Checksum(string Algorithm, string Value, string Type);
