namespace Discovitas.S3.Client;

/// <summary>
/// Describes how one call is made: how long it may go without progress, how long it is retried, and when it can be
/// cancelled.
/// </summary>
internal readonly record struct CallTerms(string? Key, TimeSpan IdleTimeout, TimeSpan RetryTimeout)
{
    /// <summary>Gets the part that the call sends.</summary>
    internal PartStream? Body { get; init; }

    /// <summary>
    /// Gets the point after which the caller's token cancels only the pauses between attempts, not an attempt under
    /// way.
    /// </summary>
    internal CancelPolicy CancelPolicy { get; init; }

    /// <summary>Gets the callback for each attempt that fails.</summary>
    internal Action<S3StoreException>? OnFailure { get; init; }

    /// <summary>
    /// Gets a value indicating whether only the response to the attempt under way can show its outcome.
    /// </summary>
    internal bool IsPastCancel =>
        CancelPolicy is CancelPolicy.Never || (CancelPolicy is CancelPolicy.UntilSent && Body?.IsSent == true);
}
