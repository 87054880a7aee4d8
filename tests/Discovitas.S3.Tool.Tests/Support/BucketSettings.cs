namespace Discovitas.S3.Tool.Tests.Support;

/// <summary>Environment variables that name a bucket.</summary>
internal static class BucketSettings
{
    /// <summary>Names a bucket of a store, with credentials that the store does not know.</summary>
    internal static (string Name, string Value)[] At(string url, string bucket) =>
    [
        ("S3__Bucket", bucket),
        ("S3__Region", "us-east-1"),
        ("S3__ServiceUrl", url),
        ("S3__AccessKeyId", "someone"),
        ("S3__SecretAccessKey", "do-not-print"),
        ("S3__RetryTimeout", "00:00:00.1"),
    ];
}
