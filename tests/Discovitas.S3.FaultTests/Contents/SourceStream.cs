namespace Discovitas.S3.FaultTests.Contents;

/// <summary>
/// A source with every property that a caller's stream may have: seekable or not, with a claimed length or none,
/// breaking or not.
/// </summary>
internal sealed class SourceStream(byte[] bytes) : ReadOnlyStream
{
    private const int MaxRead = 64 * 1024;

    private bool _isDisposed;
    private int _position;

    /// <summary>What it says its length is; null: it cannot tell.</summary>
    internal long? Claimed { get; init; } = bytes.Length;

    internal bool Seeks { get; init; }

    /// <summary>
    /// Whether it gives one byte at a time, from 32 KiB before each whole MiB, where parts begin, to 32 KiB after it;
    /// in between that would only take minutes.
    /// </summary>
    internal bool Trickles { get; init; }

    /// <summary>Asked before each read; may throw, or dispose the stream.</summary>
    internal Action<SourceStream>? OnRead { get; init; }

    public override bool CanRead => !_isDisposed;

    public override bool CanSeek => Seeks && !_isDisposed;

    public override long Length => Claimed ?? throw new NotSupportedException();

    public override long Position
    {
        get => Seeks ? _position : throw new NotSupportedException();
        set => _position = Seeks ? (int)value : throw new NotSupportedException();
    }

    /// <summary>Whether half of the bytes have been read.</summary>
    internal bool IsHalfRead => _position >= bytes.Length / 2;

    public override int Read(Span<byte> buffer)
    {
        OnRead?.Invoke(this);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var most = Trickles && (_position + (MaxRead / 2)) % (1024 * 1024) < MaxRead ? 1 : MaxRead / 2;
        var count = Math.Min(Math.Min(buffer.Length, most), Math.Max(0, bytes.Length - _position));
        bytes.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    protected override void Dispose(bool disposing)
    {
        _isDisposed = true;
        base.Dispose(disposing);
    }
}
