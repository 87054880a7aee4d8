using System.Collections.Concurrent;

namespace Discovitas.S3.Local.Tests.Support;

/// <summary>The system's clock, whose timers fire when a task of the test completes. Records their due times.</summary>
internal sealed class ManualClock(Task until) : TimeProvider
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal ConcurrentQueue<TimeSpan> Waits { get; } = [];

    /// <summary>Gets a task that completes when the first timer is created.</summary>
    internal Task FirstWait => _first.Task;

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
