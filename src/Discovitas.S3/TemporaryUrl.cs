using System.Diagnostics;

namespace Discovitas.S3;

/// <summary>
/// Represents a signed URL: anyone who has it can read the file until it expires. It is a secret, so
/// <see cref="ToString"/> does not show it.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record TemporaryUrl
{
    /// <summary>
    /// Gets the signed URL (AWS Signature Version 4, query parameters), or that of <see cref="S3Settings.SignUrl"/>.
    /// </summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public required string Url { get; init; }

    /// <summary>
    /// Gets the time at which the URL expires: as signed, or earlier if the credentials that signed it expire earlier.
    /// </summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>
    /// Gets a value indicating whether the URL may expire before <see cref="ExpiresAt"/>, because it is signed with
    /// temporary credentials whose own expiry is not known: the session token is in the settings, or an app has passed
    /// temporary credentials to the constructor of its own client.
    /// </summary>
    public bool MayExpireEarlier { get; init; }

    /// <summary>
    /// Gets the time until which the same call returns the same URL; null if it was called without <c>stableFor</c>.
    /// </summary>
    public DateTimeOffset? StableUntil { get; init; }

    /// <summary>Returns the expiry, without the URL.</summary>
    public override string ToString() => $"TemporaryUrl {{ Url = (secret), ExpiresAt = {ExpiresAt:O} }}";
}
