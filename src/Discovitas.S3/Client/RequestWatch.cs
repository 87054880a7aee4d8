namespace Discovitas.S3.Client;

/// <summary>
/// Provides the token of one request. It is cancelled by the caller, as long as that can still keep the object from
/// being stored, and by the idle timeout, if the request makes no progress. Bytes that the other side has received are
/// progress, as far as the connection reports them; a request ends at most twice the idle timeout after the last. The
/// SDK itself would wait for a silent server forever.
/// </summary>
internal sealed class RequestWatch : IDisposable
{
    // How often the connection is looked at within the idle timeout, once bytes are on their way in buffers only.
    private const int Looks = 4;

    private static readonly AsyncLocal<RequestWatch?> Flowing = new();

    private readonly CancellationTokenSource _source = new();
    private readonly ITimer _timer;
    private readonly CancellationTokenRegistration _caller;
    private readonly CallTerms _terms;
    private int _quiet = Looks;

    /// <param name="terms">The idle timeout, and the point after which the caller's token has no effect.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    internal RequestWatch(CallTerms terms, TimeProvider time, CancellationToken cancellationToken)
    {
        _terms = terms;
        _timer = time.CreateTimer(
            static watch => ((RequestWatch)watch!).Look(), this, terms.IdleTimeout, Timeout.InfiniteTimeSpan);
        _caller = cancellationToken.UnsafeRegister(static watch => ((RequestWatch)watch!).CancelForCaller(), this);
    }

    /// <summary>
    /// Gets or sets the watch of the request that this flow of execution makes: the SDK's pipeline does not pass it on
    /// to the HTTP client.
    /// </summary>
    internal static RequestWatch? Current
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }

    internal CancellationToken Token => _source.Token;

    /// <summary>Gets a value indicating whether the idle timeout ended the request.</summary>
    internal bool TimedOut { get; private set; }

    /// <summary>Restarts the idle timeout, because the request has made progress.</summary>
    internal void Touch()
    {
        _quiet = Looks;
        Touch(_terms.IdleTimeout + (_terms.Body?.Sent.TimeInBuffers(_terms.IdleTimeout) ?? TimeSpan.Zero));
    }

    /// <summary>Starts an idle timeout of another length.</summary>
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

    /// <summary>Ends the request because its time is over.</summary>
    internal void TimeOut()
    {
        TimedOut = true;
        Cancel();
    }

    private void Look()
    {
        if (_terms.Body?.Sent.HaveMoved() == true)
        {
            _quiet = 0;
        }

        // The first look sees only that something has moved since the last byte was handed over, but not when.
        if (_quiet++ < Looks)
        {
            Touch(_terms.IdleTimeout / Looks);
            return;
        }

        if (_terms.Body?.Sent.Connection?.TryStopWriting() == true)
        {
            // There is a response, which was sent before the body was read.
            Touch(_terms.IdleTimeout / Looks);
            return;
        }

        TimeOut();
    }

    private void CancelForCaller()
    {
        if (!_terms.IsPastCancel)
        {
            Cancel();
        }
    }
}
