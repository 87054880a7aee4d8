using System.Diagnostics;

namespace Discovitas.S3.FaultTests.Support;

/// <summary>
/// A clock on which work takes as long as it takes, and waiting is so many times shorter: a timer fires early, and the
/// clock then says that its whole time has passed. A clock that simply ran faster would have a busy machine use up
/// timeouts with work.
/// </summary>
/// <param name="times">How many times shorter.</param>
/// <param name="most">The longest that a wait really takes; null for no limit.</param>
internal sealed class ShortWaits(int times, TimeSpan? most = null) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly Stopwatch _real = Stopwatch.StartNew();
    private readonly DateTimeOffset _start = DateTimeOffset.UtcNow;
    private TimeSpan _skipped;

    /// <summary>Time since this clock was made, as this clock sees it.</summary>
    internal TimeSpan Elapsed
    {
        get
        {
            lock (_gate)
            {
                return _real.Elapsed + _skipped;
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Elapsed.Ticks;

    public override DateTimeOffset GetUtcNow() => _start + Elapsed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ShortTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private TimeSpan Shorten(TimeSpan wait) =>
        wait / times is var shorter && shorter < most ? shorter : most ?? shorter;

    private void AdvanceTo(TimeSpan time)
    {
        lock (_gate)
        {
            var missing = time - _real.Elapsed - _skipped;
            _skipped += missing > TimeSpan.Zero ? missing : TimeSpan.Zero;
        }
    }

    private sealed class ShortTimer : ITimer
    {
        private readonly Lock _gate = new();
        private readonly ShortWaits _clock;
        private readonly Action _callback;
        private readonly ITimer _timer;
        private TimeSpan _due = Timeout.InfiniteTimeSpan;
        private TimeSpan _period;

        internal ShortTimer(ShortWaits clock, Action callback)
        {
            _clock = clock;
            _callback = callback;
            _timer = System.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_gate)
            {
                _period = period;
                return Arm(dueTime);
            }
        }

        public void Dispose() => _timer.Dispose();

        public ValueTask DisposeAsync() => _timer.DisposeAsync();

        private bool Arm(TimeSpan dueTime)
        {
            var isOff = dueTime == Timeout.InfiniteTimeSpan;
            _due = isOff ? dueTime : _clock.Elapsed + dueTime;
            return _timer.Change(isOff ? dueTime : _clock.Shorten(dueTime), Timeout.InfiniteTimeSpan);
        }

        private void Fire()
        {
            lock (_gate)
            {
                if (_due == Timeout.InfiniteTimeSpan)
                {
                    return;
                }

                _clock.AdvanceTo(_due);
                Arm(_period == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : _period);
            }

            _callback();
        }
    }
}
