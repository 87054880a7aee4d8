namespace Discovitas.S3.Tests.Support;

/// <summary>
/// A clock that does not wait for the pauses between attempts (a few seconds): it jumps over them. What is longer,
/// such as an idle timeout, takes its time.
/// </summary>
internal sealed class HastyTime : TimeProvider
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private long _skipped;

    /// <summary>What it has jumped over, all in all.</summary>
    internal TimeSpan Skipped => TimeSpan.FromTicks(Interlocked.Read(ref _skipped));

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => System.GetElapsedTime(0).Ticks + Skipped.Ticks;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Skipped;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero || dueTime > LongestPause)
        {
            return System.CreateTimer(callback, state, dueTime, period);
        }

        Interlocked.Add(ref _skipped, dueTime.Ticks);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
