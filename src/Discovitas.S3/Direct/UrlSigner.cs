using System.Globalization;
using System.Runtime.CompilerServices;
using System.Web;
using Amazon.Runtime;
using Amazon.S3;
using Discovitas.S3.Addressing;
using Discovitas.S3.Client;
using Discovitas.S3.Headers;
using Discovitas.S3.Keys;
using Discovitas.S3.Signing;

namespace Discovitas.S3.Direct;

/// <summary>
/// Signs URLs (AWS Signature Version 4, query parameters). A URL expires as signed, or earlier if the credentials that
/// signed it do, because the store accepts it no longer than the credentials. An app's own client signs itself, unless
/// it cannot: for another address, or with a time other than now.
/// </summary>
internal sealed class UrlSigner(IAmazonS3 client, S3Settings settings, S3Caller caller)
{
    // The longest that Signature Version 4 allows.
    internal static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(7);

    private const string ExpressSuffix = "--x-s3";

    private readonly SigningCredentials _credentials = new(client, settings, caller);
    private readonly SigningPlace _place = SigningPlace.ForBrowsers(settings);

    // The store of directory buckets has sessions with credentials of their own.
    private readonly bool _isExpress = caller.Bucket.EndsWith(ExpressSuffix, StringComparison.Ordinal);
    private readonly bool _signsItself = client is UploadClient || settings.BrowserUrl is not null;
    private readonly StoreClock _clock = new(client, settings);
    private SigningKey? _key;

    /// <summary>Gets the address at which clients reach the bucket; null if it is the store's own.</summary>
    internal string? BrowserBucketUrl { get; } = ObjectAddresses.BrowserBucketUrl(settings);

    /// <exception cref="ArgumentOutOfRangeException">The lifetime is below 1 second or above 7 days.</exception>
    internal static void RequireLifetime(
        TimeSpan lifetime, [CallerArgumentExpression(nameof(lifetime))] string? parameter = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lifetime, TimeSpan.FromSeconds(1), parameter);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lifetime, MaxLifetime, parameter);
    }

    /// <exception cref="ArgumentOutOfRangeException">
    /// The window is below 1 second, or longer than 7 days together with the lifetime.
    /// </exception>
    internal static void RequireWindow(TimeSpan lifetime, TimeSpan? stableFor)
    {
        if (stableFor is { } length)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(length, TimeSpan.FromSeconds(1), nameof(stableFor));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaxLifetime - lifetime, nameof(stableFor));
        }
    }

    /// <summary>Returns a signer for the app itself, which reaches the store at its own address.</summary>
    internal UrlSigner ForStore()
    {
        if (settings.BrowserUrl is null)
        {
            return this;
        }

        var own = settings.Snapshot();
        own.BrowserUrl = null;
        return new UrlSigner(client, own, caller);
    }

    /// <summary>Signs a URL for reading a file.</summary>
    internal Task<TemporaryUrl> SignAsync(ObjectKey key, UrlTerms terms, CancellationToken cancellationToken)
    {
        var disposition = terms.DownloadName is { } name ? ContentDisposition.Attachment(name) : null;
        var request = new UnsignedUrl("GET", key) { Disposition = disposition };
        var isOurs = _signsItself || terms.StableFor is not null;
        return isOurs && !_isExpress
            ? SignItselfAsync(request, terms, cancellationToken)
            : SignBySdkAsync(request, terms.Lifetime, cancellationToken);
    }

    /// <summary>Signs any request.</summary>
    internal Task<TemporaryUrl> SignAsync(
        UnsignedUrl request, TimeSpan lifetime, CancellationToken cancellationToken) =>
        _signsItself && !_isExpress
            ? SignItselfAsync(request, new UrlTerms(lifetime, null, null), cancellationToken)
            : SignBySdkAsync(request, lifetime, cancellationToken);

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

    private async Task<TemporaryUrl> SignItselfAsync(
        UnsignedUrl request, UrlTerms terms, CancellationToken cancellationToken)
    {
        var credentials = await _credentials.GetAsync(request.Key.Value, cancellationToken).ConfigureAwait(false);
        var window = SigningWindow.Get(Now(), terms.Lifetime, terms.StableFor);
        var expiration = credentials.UseToken ? _credentials.Expiration : null;
        window = window.EndingBy(expiration);
        var time = new SignatureTime(window.Start, (int)window.Seconds, credentials.Token);
        var url = QuerySignature.Sign(request, _place, KeyFor(window.Start, credentials), time);
        return new TemporaryUrl
        {
            Url = url,
            ExpiresAt = expiration < window.End ? expiration.Value : window.End,
            MayExpireEarlier = credentials.UseToken && expiration is null,
            StableUntil = window.StableUntil,
        };
    }

    private SigningKey KeyFor(DateTimeOffset date, ImmutableCredentials credentials)
    {
        var day = date.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        return _key = SigningKey.Get(_key, credentials, day, _place.Region);
    }

    // The SDK reads from the store's answers how much this machine's clock is off.
    private DateTimeOffset Now() => caller.Context.Time.GetUtcNow() + _clock.Correction;

    private async Task<TemporaryUrl> SignBySdkAsync(
        UnsignedUrl request, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var expires = ExpiryOf(lifetime);
        var sdkRequest = SdkUrl.Request(request, caller.Bucket, isHttps: !caller.SignsPayload);
        sdkRequest.Expires = expires.UtcDateTime;
        var url = await caller.CallAsync(
            request.Key.Value, (signing, _) => signing.GetPreSignedURLAsync(sdkRequest), cancellationToken)
            .ConfigureAwait(false) ?? "";
        var hasToken = url.Contains("X-Amz-Security-Token=", StringComparison.OrdinalIgnoreCase);
        var expiry = ActualExpiry(SignedExpiry(url) ?? expires, hasToken);
        return new TemporaryUrl { Url = url, ExpiresAt = expiry.At, MayExpireEarlier = expiry.MayBeEarlier };
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
