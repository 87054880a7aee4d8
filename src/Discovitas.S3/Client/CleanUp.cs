using Amazon.S3;

namespace Discovitas.S3.Client;

/// <summary>
/// Calls that put things right after a failure or a cancellation: independent of the caller's token, and all together within one deadline,
/// so that a store that is gone does not hold the caller up.
/// </summary>
internal sealed class CleanUp(S3Caller caller, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    // Small requests, so that a silent one leaves time for another.
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(10);

    // The last of several calls is not refused because those before it were slow.
    private static readonly TimeSpan MinRest = TimeSpan.FromSeconds(2);

    private readonly long _start = time.GetTimestamp();

    private TimeSpan Rest => Limit - time.GetElapsedTime(_start);

    /// <exception cref="S3StoreException">It was refused, or failed until the deadline.</exception>
    internal Task<T> CallAsync<T>(string key, Func<IAmazonS3, CancellationToken, Task<T>> call)
    {
        var rest = Rest > MinRest ? Rest : MinRest;
        return caller.RepeatAsync(new CallTerms(key, rest < AttemptLimit ? rest : AttemptLimit, rest), call, CancellationToken.None);
    }

    /// <summary>Waits before the next call.</summary>
    internal Task WaitAsync(TimeSpan pause) => Task.Delay(pause, time);
}
