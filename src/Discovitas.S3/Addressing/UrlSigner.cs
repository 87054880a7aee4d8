using System.Globalization;
using System.Web;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Keys;
using Discovitas.S3.Storage;
using Discovitas.S3.Writing;

namespace Discovitas.S3.Addressing;

/// <summary>
/// Signed URLs (AWS Signature Version 4, query parameters). The end that is told is the one that was signed, or that of the credentials
/// where it comes first: the store honours a URL no longer than the keys behind it.
/// </summary>
internal sealed class UrlSigner(IAmazonS3 s3, Bucket bucket, TimeProvider time)
{
    // Beyond seven days the SDK falls back to Signature Version 2, which most regions refuse.
    internal static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(7);

    internal async Task<TemporaryUrl> SignAsync(ObjectKey key, TimeSpan lifetime, string? downloadName, CancellationToken cancellationToken)
    {
        var expires = time.GetUtcNow() + lifetime;
        var request = new GetPreSignedUrlRequest
        {
            BucketName = bucket.Name,
            Key = key.Value,
            Verb = HttpVerb.GET,
            Expires = expires.UtcDateTime,
            Protocol = bucket.SignsPayload ? Protocol.HTTP : Protocol.HTTPS,
        };
        if (downloadName is not null)
        {
            request.ResponseHeaderOverrides.ContentDisposition = ContentDisposition.Attachment(downloadName);
        }

        var url = await bucket.CallAsync(key.Value, (client, _) => client.GetPreSignedURLAsync(request), cancellationToken).ConfigureAwait(false) ?? "";
        var signed = SignedEnd(url) ?? expires;
        var credentials = CredentialsEnd(url) ?? signed;
        return new TemporaryUrl(url, signed < credentials ? signed : credentials);
    }

    // X-Amz-Date and X-Amz-Expires are what the store goes by.
    private static DateTimeOffset? SignedEnd(string url)
    {
        var query = HttpUtility.ParseQueryString(url[(url.IndexOf('?', StringComparison.Ordinal) + 1)..]);
        return DateTimeOffset.TryParseExact(query["X-Amz-Date"], "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            && int.TryParse(query["X-Amz-Expires"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? date.AddSeconds(seconds)
            : null;
    }

    // Only temporary credentials end, and only those put a token into the URL. Their end cannot be seen where an app gave them to its own
    // client's constructor, nor with a token from the settings, which does not say when it ends.
    private DateTimeOffset? CredentialsEnd(string url) =>
        url.Contains("X-Amz-Security-Token=", StringComparison.OrdinalIgnoreCase) && s3.Config?.DefaultAWSCredentials?.Expiration is { } end
            ? new DateTimeOffset(end.ToUniversalTime())
            : null;
}
