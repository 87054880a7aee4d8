namespace Discovitas.S3.Rules;

/// <summary>The rules of uploads that may be repeated.</summary>
internal static class RepeatRules
{
    private const int MaxLength = 512;

    /// <exception cref="ArgumentException">The value is empty or too long, or missing where it is needed.</exception>
    internal static void RequireValid(FileUploadRequest request)
    {
        if (request.IdempotencyKey is { Length: 0 or > MaxLength } key)
        {
            throw new ArgumentException(
                $"IdempotencyKey has {key.Length} characters. It must have 1 to {MaxLength}; leave it out if the "
                + "upload is not to be repeatable.",
                nameof(request));
        }

        if (request is { IdempotencyKey: null, AwaitsAcceptance: true })
        {
            throw new ArgumentException(
                "AwaitsAcceptance needs an IdempotencyKey. Set both, or neither.", nameof(request));
        }
    }

    internal static UploadRejectedException BeingCompleted() => new(
        UploadRejectionReason.BeingCompleted,
        "The upload is being completed by another request. Wait for that, or try again in a moment.");

    internal static UploadRejectedException Conflict() => new(
        UploadRejectionReason.IdempotencyConflict,
        "The idempotency key was used before, for a file with other bytes or of another kind. Use a new key for each "
        + "file, and the same key only to send the same file again.");
}
