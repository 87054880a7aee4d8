using Discovitas.S3.Writing;

namespace Discovitas.S3.Storage;

/// <summary>How one call is made: how long it may stand still, how long it is tried again, and when it can be called back.</summary>
internal readonly record struct CallTerms(string? Key, TimeSpan IdleTimeout, TimeSpan RetryFor)
{
    /// <summary>The part that the call sends.</summary>
    internal PartStream? Body { get; init; }

    /// <summary>From when on the caller's token ends the pauses between attempts, and no attempt under way.</summary>
    internal Recall Recall { get; init; }

    /// <summary>Told of each attempt that failed.</summary>
    internal Action<S3UploadException>? OnFailure { get; init; }

    /// <summary>Whether only the answer to the attempt under way can tell what has become of it.</summary>
    internal bool IsPastRecall => Recall is Recall.Never || (Recall is Recall.UntilSent && Body?.IsSent == true);
}
