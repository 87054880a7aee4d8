namespace Discovitas.S3.Objects;

/// <summary>What the store now holds.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="ETag">As the store gave it.</param>
/// <param name="Crc32">Of all the bytes.</param>
/// <param name="Parts">1 for a single PutObject.</param>
internal readonly record struct WrittenObject(long Size, string ETag, uint Crc32, int Parts);
