using Discovitas.S3.Shared;

namespace Discovitas.S3.Client;

/// <summary>
/// Represents the body of a response. A read that exceeds the idle timeout, or breaks, fails with
/// <see cref="S3StoreException"/>; the reader may take any time between reads. Synchronous reads have no timeout.
/// </summary>
/// <param name="body">The body, which is disposed with this stream.</param>
/// <param name="terms">The key, and how long a read may wait.</param>
/// <param name="time">The clock.</param>
/// <param name="failures">Creates the failures.</param>
internal sealed class WatchedStream(Stream body, CallTerms terms, TimeProvider time, StoreFailures failures)
    : ForwardStream
{
    // Between reads there is no timeout.
    private readonly RequestWatch _watch =
        new(terms with { IdleTimeout = Timeout.InfiniteTimeSpan }, time, CancellationToken.None);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // A cancelled read breaks the connection, so nothing is lost if it ends the stream.
        using var caller = cancellationToken.UnsafeRegister(static watch => ((RequestWatch)watch!).Cancel(), _watch);
        _watch.Touch(terms.IdleTimeout);
        try
        {
            return await body.ReadAsync(buffer, _watch.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception exception)
        {
            throw failures.From(exception, terms.Key, _watch.TimedOut);
        }
        finally
        {
            _watch.Touch(Timeout.InfiniteTimeSpan);
        }
    }

    public override int Read(Span<byte> buffer) => body.Read(buffer);

    public override int Read(byte[] buffer, int offset, int count) => body.Read(buffer, offset, count);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
            _watch.Dispose();
        }

        base.Dispose(disposing);
    }
}
