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
/// Signed URLs (AWS Signature Version 4, query parameters). The end that is told is the one that was signed, or that of the credentials
/// where it comes first: the store honours a URL no longer than the keys behind it.
/// </summary>
internal sealed class UrlSigner(IAmazonS3 s3, S3Caller caller, TimeProvider time)
{
    // Beyond seven days the SDK falls back to Signature Version 2, which most regions refuse.
    internal static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(7);

    /// <exception cref="ArgumentOutOfRangeException">Less than a second, or more than can be signed.</exception>
    internal static void RequireLifetime(TimeSpan lifetime, [CallerArgumentExpression(nameof(lifetime))] string? parameter = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lifetime, TimeSpan.FromSeconds(1), parameter);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lifetime, MaxLifetime, parameter);
    }

    internal Task<TemporaryUrl> SignAsync(ObjectKey key, TimeSpan lifetime, string? downloadName, CancellationToken cancellationToken)
    {
        var request = new GetPreSignedUrlRequest { Key = key.Value, Verb = HttpVerb.GET };
        if (downloadName is not null)
        {
            request.ResponseHeaderOverrides.ContentDisposition = ContentDisposition.Attachment(downloadName);
        }

        return SignAsync(request, lifetime, cancellationToken);
    }

    /// <summary>Signs any request that names its key and verb.</summary>
    internal async Task<TemporaryUrl> SignAsync(GetPreSignedUrlRequest request, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var expires = EndOf(lifetime);
        request.BucketName = caller.Name;
        request.Expires = expires.UtcDateTime;
        request.Protocol = caller.SignsPayload ? Protocol.HTTP : Protocol.HTTPS;
        var url = await caller.CallAsync(request.Key, (client, _) => client.GetPreSignedURLAsync(request), cancellationToken).ConfigureAwait(false) ?? "";
        return new TemporaryUrl { Url = url, ExpiresAt = TrueEnd(SignedEnd(url) ?? expires, url.Contains("X-Amz-Security-Token=", StringComparison.OrdinalIgnoreCase)) };
    }

    /// <summary>When what is signed now for so long ends.</summary>
    internal DateTimeOffset EndOf(TimeSpan lifetime) => time.GetUtcNow() + lifetime;

    /// <summary>
    /// The end that was signed, or that of the credentials where it comes first. Only temporary ones end, and only those put a token beside
    /// the signature. Their end cannot be seen where an app gave them to its own client's constructor, nor with a token from the settings,
    /// which does not say when it ends.
    /// </summary>
    internal DateTimeOffset TrueEnd(DateTimeOffset signed, bool hasToken) =>
        hasToken && s3.Config?.DefaultAWSCredentials?.Expiration is { } end && end.ToUniversalTime() < signed.UtcDateTime
            ? new DateTimeOffset(end.ToUniversalTime())
            : signed;

    // X-Amz-Date and X-Amz-Expires are what the store goes by.
    private static DateTimeOffset? SignedEnd(string url)
    {
        var query = HttpUtility.ParseQueryString(url[(url.IndexOf('?', StringComparison.Ordinal) + 1)..]);
        return DateTimeOffset.TryParseExact(query["X-Amz-Date"], "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            && int.TryParse(query["X-Amz-Expires"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? date.AddSeconds(seconds)
            : null;
    }
}
