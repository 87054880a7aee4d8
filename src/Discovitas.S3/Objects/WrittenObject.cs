namespace Discovitas.S3.Objects;

/// <summary>An object that the store holds.</summary>
/// <param name="Size">The size in bytes.</param>
/// <param name="ETag">The ETag as the store returned it.</param>
/// <param name="Crc32">The CRC-32 of all bytes.</param>
/// <param name="Parts">The number of parts; 1 for a single PutObject.</param>
internal readonly record struct WrittenObject(long Size, string ETag, uint Crc32, int Parts);
