namespace Discovitas.S3.TestSupport.Streams;

/// <summary>Another stream, read as a socket is: as few bytes at a time as wanted, and it may break.</summary>
public sealed class UnseekableStream(Stream inner, int perRead = int.MaxValue, long breakAt = long.MaxValue)
    : ReadOnlyStream
{
    private long _read;

    public UnseekableStream(byte[] bytes)
        : this(new MemoryStream(bytes), perRead: 64 * 1024)
    {
    }

    public bool IsDisposed { get; private set; }

    /// <summary>Gets or sets what is called before each read, with the number of bytes read so far.</summary>
    public Action<long>? OnRead { get; init; }

    public override int Read(Span<byte> buffer)
    {
        OnRead?.Invoke(_read);
        if (_read >= breakAt)
        {
            throw new IOException("the source broke");
        }

        var got = inner.Read(buffer[..Math.Min(buffer.Length, perRead)]);
        _read += got;
        return got;
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
