using Amazon.S3;

namespace Discovitas.S3.Client;

/// <summary>
/// Makes the calls that follow a failure or a cancellation. They ignore the caller's token and share one deadline,
/// whoever makes them, so that a store that is down does not delay the caller for long.
/// </summary>
internal sealed class CleanUpCalls(S3Caller caller, TimeProvider time)
{
    /// <summary>The pauses between looks for what a store may carry out late, after its answer was lost.</summary>
    internal static readonly TimeSpan[] Looks =
        [TimeSpan.Zero, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)];

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    // The last of several calls gets some time even if the calls before it were slow, up to this limit of all.
    private static readonly TimeSpan HardLimit = TimeSpan.FromSeconds(36);
    private static readonly TimeSpan MinRest = TimeSpan.FromSeconds(2);

    // These requests are small, so one without progress ends early and leaves time for another.
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(10);

    private readonly S3Caller _caller = caller;
    private readonly long _start = time.GetTimestamp();

    private TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <summary>Returns the calls that follow the failure: those that have been started for it, or new ones.</summary>
    internal static CleanUpCalls After(Exception? failure, S3Caller caller, TimeProvider time)
    {
        if (failure is not S3StoreException known)
        {
            return new CleanUpCalls(caller, time);
        }

        // A failure of another store may come with the bytes to upload.
        return known.CleanUp?._caller == caller ? known.CleanUp : known.CleanUp = new CleanUpCalls(caller, time);
    }

    /// <exception cref="S3StoreException">The store returned an error, or failed until the deadline.</exception>
    internal Task<T> CallAsync<T>(string? key, Func<IAmazonS3, CancellationToken, Task<T>> call)
    {
        var rest = Max(Limit - Elapsed, Min(MinRest, Max(HardLimit - Elapsed, TimeSpan.FromMilliseconds(1))));
        var terms = new CallTerms(key, Min(rest, AttemptLimit), rest) { Limit = rest };
        return _caller.RepeatAsync(terms, call, CancellationToken.None);
    }

    /// <summary>Waits before the next call.</summary>
    internal Task WaitAsync(TimeSpan pause) => Task.Delay(pause, time);

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
