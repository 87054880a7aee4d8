namespace Discovitas.S3.Client;

/// <summary>
/// How often and how long one request is tried again. Each request has a budget of its own: what fails for one caller takes nothing
/// from another, while the SDK shares one quota among the whole process.
/// </summary>
/// <param name="retryFor">How long after the first failure. Zero: the request is tried once.</param>
/// <param name="time">The clock.</param>
internal sealed class RetryBudget(TimeSpan retryFor, TimeProvider time)
{
    // Made even where each takes long: a store that fails five times in a row is not down.
    private const int MinAttempts = 6;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(4);

    private long _firstFailure;
    private bool _isRenewed;

    /// <summary>How many attempts have failed.</summary>
    internal int Failures { get; private set; }

    /// <summary>How long to wait before the next attempt: twice as long each time, and at random so that callers do not come back all at once.</summary>
    internal TimeSpan Pause { get; private set; }

    /// <summary>Takes note of a failure, and says whether the same request may be sent again.</summary>
    internal bool Allows(S3StoreException failure)
    {
        if (Failures++ == 0)
        {
            _firstFailure = time.GetTimestamp();
        }

        if (failure.IsExpired)
        {
            Pause = TimeSpan.Zero;
            return !_isRenewed && (_isRenewed = true);
        }

        Pause = TimeSpan.FromTicks(Math.Min(FirstPause.Ticks << Math.Min(Failures - 1, 20), LongestPause.Ticks)) * Share();
        return failure.IsTransient && retryFor > TimeSpan.Zero && IsWithin(failure);
    }

    private bool IsWithin(S3StoreException failure) => failure switch
    {
        // What arrives damaged each time is not mended by waiting.
        { IsDamage: true } => Failures < MinAttempts,

        // Each silence has taken the whole idle timeout already.
        { IsSilence: true } => time.GetElapsedTime(_firstFailure) < retryFor,
        _ => Failures < MinAttempts || time.GetElapsedTime(_firstFailure) < retryFor,
    };

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5394", Justification = "A pause is no secret.")]
    private static double Share() => 0.5 + (Random.Shared.NextDouble() / 2);
}
