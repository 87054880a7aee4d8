namespace Discovitas.S3.Client;

/// <summary>
/// Decides how often and for how long one request is retried. Each request has a budget of its own, so that the
/// failures of one caller do not use up the retries of another; the SDK shares one quota among all requests of the
/// process.
/// </summary>
/// <param name="retryFor">How long after the first failure the request is retried. Zero: never.</param>
/// <param name="time">The clock.</param>
internal sealed class RetryBudget(TimeSpan retryFor, TimeProvider time)
{
    // Made even after the retry time has passed: a store that fails five times in a row may still recover.
    private const int MinAttempts = 6;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(4);

    private long _firstFailure;
    private bool _isRenewed;

    /// <summary>Gets the number of attempts that have failed.</summary>
    internal int Failures { get; private set; }

    /// <summary>
    /// Gets the time to wait before the next attempt. It doubles each time, with a random share so that callers do not
    /// all retry at once.
    /// </summary>
    internal TimeSpan Pause { get; private set; }

    /// <summary>Counts a failure and returns whether the same request may be sent again.</summary>
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

        var doubled = FirstPause.Ticks << Math.Min(Failures - 1, 20);
        Pause = TimeSpan.FromTicks(Math.Min(doubled, LongestPause.Ticks)) * RandomShare();
        return failure.IsTransient && retryFor > TimeSpan.Zero && IsWithin(failure);
    }

    private bool IsWithin(S3StoreException failure) => failure switch
    {
        // Waiting does not help if the bytes are damaged each time.
        { IsDamage: true } => Failures < MinAttempts,

        // Each silence has already taken the whole idle timeout.
        { IsSilence: true } => time.GetElapsedTime(_firstFailure) < retryFor,
        _ => Failures < MinAttempts || time.GetElapsedTime(_firstFailure) < retryFor,
    };

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5394", Justification = "A pause is no secret.")]
    private static double RandomShare() => 0.5 + (Random.Shared.NextDouble() / 2);
}
