using Discovitas.S3.Writing;

namespace Discovitas.S3.Storage;

/// <summary>How one call is made: how long it may stand still, how long it is tried again, and when it can be called back.</summary>
internal sealed record CallTerms(string? Key, TimeSpan IdleTimeout, TimeSpan RetryFor)
{
    /// <summary>The part that the call sends.</summary>
    internal PartStream? Body { get; init; }

    /// <summary>
    /// Whether an attempt under way may have changed the store for good, so that only its answer can tell; then the caller's token ends the
    /// pauses between attempts, and not the attempt.
    /// </summary>
    internal Func<bool>? IsPastRecall { get; init; }

    /// <summary>Told of each attempt that failed.</summary>
    internal Action<S3UploadException>? OnFailure { get; init; }
}
