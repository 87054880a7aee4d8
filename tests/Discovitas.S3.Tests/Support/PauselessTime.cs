using Microsoft.Extensions.Time.Testing;

namespace Discovitas.S3.Tests.Support;

/// <summary>
/// A fake clock that jumps over the pauses between attempts (a few seconds). What is longer, such as an idle timeout,
/// passes only if a test lets it.
/// </summary>
internal sealed class PauselessTime : FakeTimeProvider
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly long _start;

    internal PauselessTime() => _start = GetTimestamp();

    /// <summary>How much time has passed.</summary>
    internal TimeSpan Elapsed => GetElapsedTime(_start);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero || dueTime > LongestPause)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        var timer = base.CreateTimer(callback, state, dueTime, period);
        Advance(dueTime);
        return timer;
    }
}
