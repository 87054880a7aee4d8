using System.Diagnostics;

namespace Discovitas.S3;

/// <summary>
/// One request that a client may send to the store: a form (POST) or a body (PUT), told apart by <see cref="Method"/> alone. Whoever has it
/// can send it until it ends, so it is a secret of that client, and <see cref="ToString"/> does not show it.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class DirectUpload
{
    /// <summary>Creates one, for an app's own tests.</summary>
    /// <param name="method"><c>POST</c> or <c>PUT</c>.</param>
    /// <param name="url">Where to send it.</param>
    /// <param name="expiresAt">When the store stops taking it.</param>
    /// <param name="ticket">What was granted.</param>
    public DirectUpload(string method, string url, DateTimeOffset expiresAt, DirectUploadTicket ticket)
    {
        Method = method;
        Url = url;
        ExpiresAt = expiresAt;
        Ticket = ticket;
    }

    /// <summary><c>POST</c>: a <c>multipart/form-data</c> form of <see cref="Fields"/> with the file last, as <c>file</c>. <c>PUT</c>: the bytes as the body.</summary>
    public string Method { get; }

    /// <summary>Where to send it.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Url { get; }

    /// <summary>The form's fields, to be sent in this order before the file; empty for a PUT.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>The headers to send, exactly as they are; empty for a POST.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>When the store stops taking it: as signed, or earlier where the credentials that signed it end earlier.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>What was granted, for the server to keep until the client says that it is done.</summary>
    public DirectUploadTicket Ticket { get; }

    /// <summary>What it is for, without the signature.</summary>
    public override string ToString() => $"DirectUpload {{ Method = {Method}, Url = (secret), Key = {Ticket.Key}, ExpiresAt = {ExpiresAt:O} }}";
}
