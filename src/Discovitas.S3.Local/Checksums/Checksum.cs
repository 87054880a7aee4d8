namespace Discovitas.S3.Local.Checksums;

/// <summary>A checksum's value as S3 writes it (base64; a composite one ends in the number of its parts), and what it covers.</summary>
internal sealed record Checksum(string Algorithm, string Value, string Type);
