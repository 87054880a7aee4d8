using Discovitas.S3.Addressing;

namespace Discovitas.S3.Signing;

/// <summary>The address for which URLs are signed: that of the store, or the one at which browsers reach it.</summary>
/// <param name="bucketUrl">The address of the bucket, without a slash at its end.</param>
/// <param name="region">The region that is signed for.</param>
internal sealed class SigningPlace(Uri bucketUrl, string region)
{
    private SigningPlace(string bucketUrl, string? region)
        : this(new Uri(bucketUrl), string.IsNullOrEmpty(region) ? "us-east-1" : region)
    {
    }

    /// <summary>Gets scheme, host and port.</summary>
    internal string Origin { get; } = bucketUrl.GetLeftPart(UriPartial.Authority);

    /// <summary>Gets the <c>Host</c> header that clients send.</summary>
    internal string Host { get; } = bucketUrl.Authority;

    /// <summary>Gets the path to the bucket, with a slash at its end.</summary>
    internal string Path { get; } = bucketUrl.AbsolutePath.TrimEnd('/') + "/";

    internal string Region { get; } = region;

    internal static SigningPlace AtStore(S3Settings settings) =>
        new(ObjectAddresses.BucketUrl(settings), settings.Region);

    internal static SigningPlace ForBrowsers(S3Settings settings) =>
        new(ObjectAddresses.BrowserBucketUrl(settings) ?? ObjectAddresses.BucketUrl(settings), settings.Region);
}
