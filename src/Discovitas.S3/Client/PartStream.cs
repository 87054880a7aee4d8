using System.Buffers;
using Discovitas.S3.Reading;

namespace Discovitas.S3.Client;

/// <summary>
/// Represents a part as the body of a request, read again from its start for each attempt. Our own client calls
/// <see cref="SendToAsync"/>; any other client reads the stream. The SDK hashes a body with synchronous reads and sends
/// it with asynchronous ones, so only bytes read asynchronously count as sent. Disposing does nothing, because the part
/// owns its memory.
/// </summary>
internal sealed class PartStream(Part part, ProgressMeter? progress) : Stream
{
    private const int MaxPiece = 256 * 1024;

    private long _position;
    private int _attempt;
    private RequestWatch? _watch;

    /// <summary>
    /// Gets a value indicating whether any attempt has handed the last byte to the network, so that the store may hold
    /// the object.
    /// </summary>
    internal bool IsSent { get; private set; }

    /// <summary>
    /// Gets a value indicating whether an attempt began after an earlier one had sent everything. The last response
    /// then does not show the outcome of the earlier attempt.
    /// </summary>
    internal bool IsSentAgain { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => part.Length;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, part.Length);
            _position = value;
        }
    }

    /// <summary>
    /// Starts the next attempt from the first byte; the watch is touched each time that the network accepts bytes.
    /// </summary>
    internal void Begin(RequestWatch watch)
    {
        _watch = watch;
        _attempt++;
        _position = 0;
        Sent = new SentBytes();
        IsSentAgain |= IsSent;
    }

    /// <summary>Gets the progress of the attempt on the network.</summary>
    internal SentBytes Sent { get; private set; } = new();

    /// <inheritdoc cref="PartChecksums.Sha256"/>
    internal string? Sha256 => part.Sha256;

    /// <summary>
    /// Writes the part to the network directly from its memory. If the store responds before it has received
    /// everything, HttpClient continues to send in the background, even after the next attempt has begun or the part is
    /// disposed; this method then ends by itself.
    /// </summary>
    internal async Task SendToAsync(Stream network, CancellationToken cancellationToken)
    {
        var attempt = _attempt;
        if (!part.TryUse())
        {
            throw Abandoned();
        }

        MeasuredConnection.Announce(Sent);
        var space = part.NeedsSpace ? ArrayPool<byte>.Shared.Rent(MaxPiece) : [];
        try
        {
            IsSentAgain |= IsSent;
            IsSent |= part.Length == 0;
            for (var position = 0L; position < part.Length;)
            {
                var piece = await part.PieceAsync(position, space, cancellationToken).ConfigureAwait(false);
                piece = attempt == _attempt && !part.IsDisposed && !piece.IsEmpty
                    ? piece[..Math.Min(piece.Length, MaxPiece)]
                    : throw Abandoned();

                // Bytes that are handed over may reach the store even if this call fails.
                IsSent |= position + piece.Length == part.Length;
                await network.WriteAsync(piece, cancellationToken).ConfigureAwait(false);
                position += piece.Length;
                Moved(position);
            }
        }
        finally
        {
            part.EndUse();
            if (part.NeedsSpace)
            {
                ArrayPool<byte>.Shared.Return(space);
            }
        }
    }

    public override int Read(Span<byte> buffer)
    {
        var count = part.ReadAt(_position, buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        IsSentAgain |= IsSent && _position == 0;
        var piece = buffer[..Math.Min(buffer.Length, MaxPiece)];
        var count = await part.ReadAtAsync(_position, piece, cancellationToken).ConfigureAwait(false);
        _position += count;
        IsSent |= _position == part.Length;
        Moved(_position);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => part.Length + offset,
    };

    public override void Flush()
    {
    }

    private static IOException Abandoned() => new("This attempt was abandoned.");

    private void Moved(long position)
    {
        Sent.HandOver(position);
        _watch?.Touch();
        progress?.Report(part, position);
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
