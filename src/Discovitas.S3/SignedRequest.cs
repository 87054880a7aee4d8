using System.Diagnostics;

namespace Discovitas.S3;

/// <summary>
/// Represents one request that a client may send to the store: a form (POST) or a body (PUT), as <see cref="Method"/>
/// says. Anyone who has it can send it until it expires, so it is a secret of that client, and <see cref="ToString"/>
/// does not show it.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed record SignedRequest
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>(0);

    /// <summary>
    /// Gets the HTTP method. <c>POST</c>: a <c>multipart/form-data</c> form of <see cref="Fields"/> with the file
    /// last, as <c>file</c>. <c>PUT</c>: the bytes as the body.
    /// </summary>
    public required string Method { get; init; }

    /// <summary>Gets the URL to send the request to.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public required string Url { get; init; }

    /// <summary>Gets the form's fields, to be sent in this order before the file; empty for a PUT.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IReadOnlyDictionary<string, string> Fields { get; init; } = None;

    /// <summary>Gets the headers to send, exactly as they are; empty for a POST.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = None;

    /// <summary>
    /// Gets the time at which the request expires: as signed, or earlier if the credentials that signed it expire
    /// earlier.
    /// </summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>
    /// Gets a value indicating whether the request may expire before <see cref="ExpiresAt"/>, because it is signed with
    /// temporary credentials whose own expiry is not known: the session token is in the settings, or an app has passed
    /// temporary credentials to the constructor of its own client.
    /// </summary>
    public bool MayExpireEarlier { get; init; }

    /// <summary>Returns the method and the expiry, without the signature.</summary>
    public override string ToString() =>
        $"SignedRequest {{ Method = {Method}, Url = (secret), ExpiresAt = {ExpiresAt:O} }}";
}
