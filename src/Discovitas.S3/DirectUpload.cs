namespace Discovitas.S3;

/// <summary>
/// Represents a direct upload in one request: what the client may send, and the server's record of it.
/// </summary>
public sealed record DirectUpload
{
    /// <summary>Gets the request for the client. It is a secret of that client until it expires.</summary>
    public required SignedRequest Request { get; init; }

    /// <summary>
    /// Gets the ticket, which states what the client may send. Keep it on the server until the client reports that it
    /// has finished.
    /// </summary>
    public required DirectUploadTicket Ticket { get; init; }
}
