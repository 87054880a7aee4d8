using System.Diagnostics;

namespace Discovitas.S3;

/// <summary>Describes a URL that <see cref="S3Settings.SignUrl"/> is to sign.</summary>
[DebuggerDisplay("{Key,nq}")]
public sealed record UrlToSign
{
    /// <summary>Gets the public URL of the file, without a signature.</summary>
    public required string Url { get; init; }

    /// <summary>Gets the key of the file.</summary>
    public required string Key { get; init; }

    /// <summary>
    /// Gets the time until which the signature is to be valid, in whole seconds. Within the window of <c>stableFor</c>
    /// it is always the same, so that the signed URL is as well.
    /// </summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>
    /// Gets the name under which a browser is to save the file, if one was asked for; the CDN must support it.
    /// </summary>
    public string? DownloadName { get; init; }
}
