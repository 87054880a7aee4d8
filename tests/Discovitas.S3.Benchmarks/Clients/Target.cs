namespace Discovitas.S3.Benchmarks.Clients;

/// <summary>Where to upload to, and as whom.</summary>
internal sealed record Target(Uri Url, string Bucket, string Region, string AccessKeyId, string SecretAccessKey)
{
    internal const string Folder = "bench";
    internal const string ContentType = "application/octet-stream";

    private int _uploads;

    internal S3Settings Settings => new()
    {
        Bucket = Bucket,
        Region = Region,
        ServiceUrl = Url.OriginalString,
        AccessKeyId = AccessKeyId,
        SecretAccessKey = SecretAccessKey,
    };

    internal bool IsHttps => Url.Scheme == Uri.UriSchemeHttps;

    /// <summary>Keys as the library makes them, but a few only, so that a real store does not fill up.</summary>
    internal string NextKey() => $"uploads/{Folder}/{Interlocked.Increment(ref _uploads) % 256:x32}.bin";
}
