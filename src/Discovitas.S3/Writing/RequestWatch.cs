namespace Discovitas.S3.Writing;

/// <summary>
/// The token of one request: cancelled by the caller, while that can still keep the object from being stored, and when nothing has
/// moved for the idle timeout. The SDK by itself waits for a silent server for ever.
/// </summary>
internal sealed class RequestWatch : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly TimeSpan _idleTimeout;
    private readonly ITimer _timer;
    private readonly CancellationTokenRegistration _caller;
    private readonly Func<bool>? _isPastRecall;

    /// <param name="idleTimeout">How long nothing may move.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <param name="isPastRecall">
    /// Whether the store may hold the whole request, so that only its answer can tell what happened; then the caller's token no longer
    /// counts.
    /// </param>
    internal RequestWatch(TimeSpan idleTimeout, TimeProvider time, CancellationToken cancellationToken, Func<bool>? isPastRecall = null)
    {
        _idleTimeout = idleTimeout;
        _isPastRecall = isPastRecall;
        _timer = time.CreateTimer(static watch => ((RequestWatch)watch!).TimeOut(), this, idleTimeout, Timeout.InfiniteTimeSpan);
        _caller = cancellationToken.UnsafeRegister(static watch => ((RequestWatch)watch!).CancelForCaller(), this);
    }

    internal CancellationToken Token => _source.Token;

    /// <summary>Whether the idle timeout ended the request.</summary>
    internal bool TimedOut { get; private set; }

    /// <summary>Something moved: the idle timeout starts anew.</summary>
    internal void Touch() => Touch(_idleTimeout);

    /// <summary>From now on, so long nothing may move.</summary>
    internal void Touch(TimeSpan idleTimeout) => _timer.Change(idleTimeout, Timeout.InfiniteTimeSpan);

    internal void Cancel()
    {
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The request ended at the same moment.
        }
    }

    public void Dispose()
    {
        _caller.Dispose();
        _timer.Dispose();
        _source.Dispose();
    }

    private void TimeOut()
    {
        TimedOut = true;
        Cancel();
    }

    private void CancelForCaller()
    {
        if (_isPastRecall?.Invoke() != true)
        {
            Cancel();
        }
    }
}
