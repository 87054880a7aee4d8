using Amazon.S3;

namespace Discovitas.S3.Client;

/// <summary>
/// Makes the calls that follow a failure or a cancellation. They ignore the caller's token and share one deadline, so
/// that a store that is down does not delay the caller for long.
/// </summary>
internal sealed class CleanUpCalls(S3Caller caller, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    // These requests are small, so one without progress ends early and leaves time for another.
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(10);

    // The last of several calls gets some time even if the calls before it were slow.
    private static readonly TimeSpan MinRest = TimeSpan.FromSeconds(2);

    private readonly long _start = time.GetTimestamp();

    private TimeSpan Rest => Limit - time.GetElapsedTime(_start);

    /// <exception cref="S3StoreException">The store returned an error, or failed until the deadline.</exception>
    internal Task<T> CallAsync<T>(string key, Func<IAmazonS3, CancellationToken, Task<T>> call)
    {
        var rest = Rest > MinRest ? Rest : MinRest;
        var terms = new CallTerms(key, rest < AttemptLimit ? rest : AttemptLimit, rest);
        return caller.RepeatAsync(terms, call, CancellationToken.None);
    }

    /// <summary>Waits before the next call.</summary>
    internal Task WaitAsync(TimeSpan pause) => Task.Delay(pause, time);
}
