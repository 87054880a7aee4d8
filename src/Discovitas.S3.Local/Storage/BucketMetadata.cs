namespace Discovitas.S3.Local.Storage;

/// <summary>A bucket.</summary>
internal sealed record BucketMetadata(string Name, DateTimeOffset Created);
