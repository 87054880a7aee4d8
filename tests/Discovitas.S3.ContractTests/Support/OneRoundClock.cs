namespace Discovitas.S3.ContractTests.Support;

/// <summary>
/// A clock that is ahead, and lets the background work do one round: the first pause takes no time, and the one after
/// the round never ends. All other waiting takes the time that it takes.
/// </summary>
internal sealed class OneRoundClock(TimeSpan shift) : TimeProvider
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _timers;

    /// <summary>An interval that no other pause comes near.</summary>
    internal static TimeSpan Interval { get; } = TimeSpan.FromDays(30);

    /// <summary>Completes when the round has ended.</summary>
    internal Task RoundEnded => _ended.Task;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + shift;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (Interlocked.Increment(ref _timers) == 1)
        {
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }

        if (dueTime < Interval / 2)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        _ended.TrySetResult();
        return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
