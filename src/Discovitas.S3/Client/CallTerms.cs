namespace Discovitas.S3.Client;

/// <summary>How one call is made: how long it may stand still, how long it is tried again, and when it can be called back.</summary>
internal readonly record struct CallTerms(string? Key, TimeSpan IdleTimeout, TimeSpan RetryFor)
{
    /// <summary>The part that the call sends.</summary>
    internal PartStream? Body { get; init; }

    /// <summary>From when on the caller's token ends the pauses between attempts, and no attempt under way.</summary>
    internal CancelPolicy CancelPolicy { get; init; }

    /// <summary>Told of each attempt that failed.</summary>
    internal Action<S3StoreException>? OnFailure { get; init; }

    /// <summary>Whether only the answer to the attempt under way can tell what has become of it.</summary>
    internal bool IsPastCancel => CancelPolicy is CancelPolicy.Never || (CancelPolicy is CancelPolicy.UntilSent && Body?.IsSent == true);
}
