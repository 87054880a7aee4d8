using System.Globalization;
using System.Runtime.CompilerServices;
using System.Web;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Headers;
using Discovitas.S3.Keys;

namespace Discovitas.S3.Direct;

/// <summary>
/// Signs URLs (AWS Signature Version 4, query parameters). A URL expires as signed, or earlier if the credentials that
/// signed it do, because the store accepts it no longer than the credentials.
/// </summary>
internal sealed class UrlSigner(IAmazonS3 client, S3Caller caller)
{
    // Beyond seven days the SDK falls back to Signature Version 2, which most regions reject.
    internal static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(7);

    /// <exception cref="ArgumentOutOfRangeException">The lifetime is below 1 second or above 7 days.</exception>
    internal static void RequireLifetime(
        TimeSpan lifetime, [CallerArgumentExpression(nameof(lifetime))] string? parameter = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lifetime, TimeSpan.FromSeconds(1), parameter);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lifetime, MaxLifetime, parameter);
    }

    internal Task<TemporaryUrl> SignAsync(
        ObjectKey key, TimeSpan lifetime, string? downloadName, CancellationToken cancellationToken)
    {
        var request = new GetPreSignedUrlRequest { Key = key.Value, Verb = HttpVerb.GET };
        if (downloadName is not null)
        {
            request.ResponseHeaderOverrides.ContentDisposition = ContentDisposition.Attachment(downloadName);
        }

        return SignAsync(request, lifetime, cancellationToken);
    }

    /// <summary>Signs any request whose key and verb are set.</summary>
    internal async Task<TemporaryUrl> SignAsync(
        GetPreSignedUrlRequest request, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var expires = ExpiryOf(lifetime);
        request.BucketName = caller.Bucket;
        request.Expires = expires.UtcDateTime;
        request.Protocol = caller.SignsPayload ? Protocol.HTTP : Protocol.HTTPS;
        var url = await caller.CallAsync(
            request.Key, (signing, _) => signing.GetPreSignedURLAsync(request), cancellationToken)
            .ConfigureAwait(false) ?? "";
        var hasToken = url.Contains("X-Amz-Security-Token=", StringComparison.OrdinalIgnoreCase);
        var expiry = ActualExpiry(SignedExpiry(url) ?? expires, hasToken);
        return new TemporaryUrl { Url = url, ExpiresAt = expiry.At, MayExpireEarlier = expiry.MayBeEarlier };
    }

    /// <summary>Returns the expiry of what is signed now with this lifetime.</summary>
    internal DateTimeOffset ExpiryOf(TimeSpan lifetime) => caller.Context.Time.GetUtcNow() + lifetime;

    /// <summary>
    /// Returns the signed expiry, or that of the credentials if it is earlier. Only temporary credentials expire, and
    /// only they add a token to the signature. Their expiry is not known if an app has passed them to the constructor
    /// of its own client, or has set a token in the settings, which does not show it.
    /// </summary>
    internal Expiry ActualExpiry(DateTimeOffset signed, bool hasToken)
    {
        var expiration = hasToken ? client.Config?.DefaultAWSCredentials?.Expiration?.ToUniversalTime() : null;
        return expiration < signed.UtcDateTime
            ? new Expiry(new DateTimeOffset(expiration.Value), MayBeEarlier: false)
            : new Expiry(signed, MayBeEarlier: hasToken && expiration is null);
    }

    // The store uses X-Amz-Date and X-Amz-Expires.
    private static DateTimeOffset? SignedExpiry(string url)
    {
        const string Format = "yyyyMMdd'T'HHmmss'Z'";
        var culture = CultureInfo.InvariantCulture;
        var query = HttpUtility.ParseQueryString(url[(url.IndexOf('?', StringComparison.Ordinal) + 1)..]);
        var isDated = DateTimeOffset.TryParseExact(
            query["X-Amz-Date"], Format, culture, DateTimeStyles.AssumeUniversal, out var date);
        return isDated && int.TryParse(query["X-Amz-Expires"], NumberStyles.None, culture, out var seconds)
            ? date.AddSeconds(seconds)
            : null;
    }
}
