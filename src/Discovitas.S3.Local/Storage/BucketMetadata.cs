namespace Discovitas.S3.Local.Storage;

/// <summary>The stored state of a bucket.</summary>
internal sealed record BucketMetadata(string Name, DateTimeOffset Created);
