namespace Discovitas.S3.Tool.Buckets;

/// <summary>Represents the bucket of a command.</summary>
/// <param name="Service">The library on it.</param>
/// <param name="Settings">Where it is.</param>
internal sealed record OpenBucket(S3Service Service, S3Settings Settings);
