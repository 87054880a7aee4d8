namespace Discovitas.S3;

/// <summary>
/// The exception that is thrown when an upload breaks a rule; nothing is stored. The message names the input, the rule
/// and the remedy. It can be shown to the sender: it contains no secret, and no control characters from the input.
/// </summary>
public sealed class UploadRejectedException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="UploadRejectedException"/> class.</summary>
    /// <param name="reason">The rule that the upload breaks.</param>
    /// <param name="message">What is wrong, and what would be right.</param>
    /// <param name="limit">What the rule allows, if it has a limit.</param>
    /// <param name="found">What was received instead, if it is known.</param>
    public UploadRejectedException(
        UploadRejectionReason reason, string message, string? limit = null, string? found = null)
        : base(message)
    {
        Reason = reason;
        Limit = limit;
        Found = found;
    }

    /// <summary>Gets the rule that the upload breaks.</summary>
    public UploadRejectionReason Reason { get; }

    /// <summary>Gets what the rule allows, for instance <c>10485760 bytes</c>; null if it has no limit.</summary>
    public string? Limit { get; }

    /// <summary>Gets what was received, shortened and without control characters; null if it is not known.</summary>
    public string? Found { get; }
}
