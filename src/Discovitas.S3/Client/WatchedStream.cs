namespace Discovitas.S3.Client;

/// <summary>
/// The body of an answer. A read that waits for the idle timeout, or breaks, fails with <see cref="S3StoreException"/>; between the reads
/// the reader may take its time. Synchronous reads have no timeout.
/// </summary>
internal sealed class WatchedStream(Stream body, string key, TimeSpan idleTimeout, TimeProvider time) : Stream
{
    private readonly RequestWatch _watch = new(new CallTerms(key, Timeout.InfiniteTimeSpan, TimeSpan.Zero), time, CancellationToken.None);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // A read that is given up breaks the connection, so nothing is lost when that ends the stream.
        using var caller = cancellationToken.UnsafeRegister(static watch => ((RequestWatch)watch!).Cancel(), _watch);
        _watch.Touch(idleTimeout);
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
            throw StoreErrors.Translate(exception, key, _watch.TimedOut);
        }
        finally
        {
            _watch.Touch(Timeout.InfiniteTimeSpan);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(Span<byte> buffer) => body.Read(buffer);

    public override int Read(byte[] buffer, int offset, int count) => body.Read(buffer, offset, count);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

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
