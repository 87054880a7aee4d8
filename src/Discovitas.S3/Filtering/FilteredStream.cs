using System.Buffers;
using Discovitas.S3.Shared;

namespace Discovitas.S3.Filtering;

/// <summary>
/// What filters make of the bytes that are received. A filter may end before its content does; the rest is read then,
/// so that a length other than the stated one is noticed.
/// </summary>
internal sealed class FilteredStream(Stream filtered, ReceivedStream received) : ForwardStream
{
    private const int PieceSize = 64 * 1024;

    private bool _hasEnded;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || _hasEnded)
        {
            return 0;
        }

        var count = await filtered.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (count == 0)
        {
            await ReadRestAsync(cancellationToken).ConfigureAwait(false);
            _hasEnded = true;
        }

        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            filtered.Dispose();
            received.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask ReadRestAsync(CancellationToken cancellationToken)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            while (await received.ReadAsync(piece, cancellationToken).ConfigureAwait(false) > 0)
            {
                // Only counted.
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }
}
