using Discovitas.S3.Direct;
using Discovitas.S3.Headers;
using Discovitas.S3.Keys;

namespace Discovitas.S3;

/// <content>URLs that expire.</content>
public partial class S3Service
{
    /// <summary>
    /// Returns a URL with which anyone can read the file until it expires (SigV4 presigned GetObject, or
    /// <see cref="S3Settings.SignUrl"/>). No request is sent.
    /// </summary>
    /// <param name="keyOrUrl">The file.</param>
    /// <param name="lifetime">
    /// How long the URL is valid, from 1 second to 7 days. The URL expires earlier if the credentials do;
    /// <see cref="TemporaryUrl.ExpiresAt"/> is the actual expiry.
    /// </param>
    /// <param name="downloadName">
    /// The name under which a browser saves the file instead of showing it. By default, the file's stored
    /// Content-Disposition applies.
    /// </param>
    /// <param name="stableFor">
    /// How long everyone gets the same URL, from 1 second, so that browsers and CDNs can cache what they read with it.
    /// The URL is then valid for up to this much longer than <paramref name="lifetime"/>, together at most 7 days. By
    /// default, each call returns another URL.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The URL, which is a secret, and its expiry.</returns>
    /// <exception cref="ArgumentException">
    /// The argument is neither a key nor a URL of this service; the lifetime or the window is out of range; or the name
    /// holds control characters or is too long.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// <see cref="S3Settings.SignUrl"/> returned something that is no URL.
    /// </exception>
    /// <exception cref="S3StoreException">
    /// There are no credentials to sign with, or the app's own client does not show them.
    /// </exception>
    /// <example>
    /// <code>
    /// TemporaryUrl url = await s3.GetTemporaryUrlAsync(key, TimeSpan.FromMinutes(10), downloadName: "contract.pdf");
    /// </code>
    /// </example>
    public virtual Task<TemporaryUrl> GetTemporaryUrlAsync(
        string keyOrUrl,
        TimeSpan lifetime,
        string? downloadName = null,
        TimeSpan? stableFor = null,
        CancellationToken cancellationToken = default)
    {
        UrlSigner.RequireLifetime(lifetime);
        UrlSigner.RequireWindow(lifetime, stableFor);
        cancellationToken.ThrowIfCancellationRequested();
        var key = _addresses.FileOrVariant(keyOrUrl);
        var terms = new UrlTerms(lifetime, downloadName, stableFor);
        return Argument(nameof(downloadName), () => _settings.SignUrl is { } sign
            ? SignByAppAsync(sign, key, terms, cancellationToken)
            : _signer.SignAsync(key, terms, cancellationToken));
    }

    // The text may be a signed URL with a fault, so that the message must not show it.
    private static string RequireUrl(string? text)
    {
        var isUrl = !text.AsSpan().ContainsAnyExceptInRange('!', '~')
            && Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";
        return isUrl
            ? text!
            : throw new InvalidOperationException(
                $"S3Settings.SignUrl returned {(string.IsNullOrEmpty(text) ? "nothing" : "a text that is no URL")}. "
                + "It must return an absolute URL with http or https, escaped as needed.");
    }

    private async Task<TemporaryUrl> SignByAppAsync(
        Func<UrlToSign, CancellationToken, ValueTask<string>> sign,
        ObjectKey key,
        UrlTerms terms,
        CancellationToken cancellationToken)
    {
        if (terms.DownloadName is { } name)
        {
            ContentDisposition.Attachment(name);
        }

        var window = SigningWindow.Get(_context.Time.GetUtcNow(), terms.Lifetime, terms.StableFor);
        var unsigned = new UrlToSign
        {
            Key = key.Value,
            Url = _addresses.PublicUrl(key),
            ExpiresAt = window.End,
            DownloadName = terms.DownloadName,
        };
        return new TemporaryUrl
        {
            Url = RequireUrl(await sign(unsigned, cancellationToken).ConfigureAwait(false)),
            ExpiresAt = window.End,
            StableUntil = window.StableUntil,
        };
    }
}
