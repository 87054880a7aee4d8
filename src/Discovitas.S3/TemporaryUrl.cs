using System.Diagnostics;

namespace Discovitas.S3;

/// <summary>
/// A signed URL: whoever has it can read the file until it ends. It is a secret, so <see cref="ToString"/> does not show it.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class TemporaryUrl
{
    /// <summary>Creates one, for an app's own tests.</summary>
    /// <param name="url">The signed URL.</param>
    /// <param name="expiresAt">When the store stops honouring it.</param>
    public TemporaryUrl(string url, DateTimeOffset expiresAt)
    {
        Url = url;
        ExpiresAt = expiresAt;
    }

    /// <summary>The signed URL (AWS Signature Version 4, query parameters).</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Url { get; }

    /// <summary>
    /// When the store stops honouring it: as signed into the URL, or earlier where the credentials that signed it end earlier.
    /// </summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>The end of its life, without the URL.</summary>
    public override string ToString() => $"TemporaryUrl {{ Url = (secret), ExpiresAt = {ExpiresAt:O} }}";
}
