namespace Discovitas.S3.Client;

/// <summary>
/// How one call is made: how long it may make no progress, how long it is retried, and when it can be cancelled.
/// </summary>
internal readonly record struct CallTerms(string? Key, TimeSpan IdleTimeout, TimeSpan RetryFor)
{
    /// <summary>The part that the call sends.</summary>
    internal PartStream? Body { get; init; }

    /// <summary>
    /// From when on the caller's token cancels only the pauses between attempts, and no attempt under way.
    /// </summary>
    internal CancelPolicy CancelPolicy { get; init; }

    /// <summary>Called for each attempt that fails.</summary>
    internal Action<S3StoreException>? OnFailure { get; init; }

    /// <summary>Whether only the answer to the attempt under way can tell its outcome.</summary>
    internal bool IsPastCancel =>
        CancelPolicy is CancelPolicy.Never || (CancelPolicy is CancelPolicy.UntilSent && Body?.IsSent == true);
}
