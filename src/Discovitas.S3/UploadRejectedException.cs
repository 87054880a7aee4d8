namespace Discovitas.S3;

/// <summary>
/// The upload broke a rule; nothing is stored. The message names the input, the rule and the remedy, and can be shown to the
/// sender: it holds no secret, and no control characters from the input.
/// </summary>
public sealed class UploadRejectedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="reason">The rule that was broken.</param>
    /// <param name="message">What was wrong and what would be right.</param>
    /// <param name="limit">What the rule allows, if it has a limit.</param>
    /// <param name="found">What came in instead, if it can be told.</param>
    public UploadRejectedException(UploadRejectionReason reason, string message, string? limit = null, string? found = null)
        : base(message)
    {
        Reason = reason;
        Limit = limit;
        Found = found;
    }

    /// <summary>The rule that was broken.</summary>
    public UploadRejectionReason Reason { get; }

    /// <summary>What the rule allows, for instance <c>10485760 bytes</c>; null where there is no limit to tell.</summary>
    public string? Limit { get; }

    /// <summary>What came in, shortened and free of control characters; null where it cannot be told.</summary>
    public string? Found { get; }
}
