using System.Collections.Concurrent;

namespace Discovitas.S3.Local.Tests.Support;

/// <summary>The right time, but what waits for it to pass does so only as long as the test likes, and is written down.</summary>
internal sealed class PatientClock(Task until) : TimeProvider
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentQueue<TimeSpan> Waits { get; } = [];

    /// <summary>Done when something has begun to wait.</summary>
    public Task FirstWait => _first.Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waits.Enqueue(dueTime);
        _first.TrySetResult();
        _ = until.ContinueWith(_ => callback(state), TaskScheduler.Default);
        return new Timer();
    }

    private sealed class Timer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
