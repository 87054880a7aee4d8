using System.Buffers;

namespace Discovitas.S3.Local.Payload;

/// <summary>
/// Gathers a body into large pieces, and hashes and writes each of them while the next one is received. A body that is
/// one piece is hashed and written at its end, without another thread.
/// </summary>
internal sealed class BodyPieces(Stream destination, BodyHashes hashes) : IAsyncDisposable
{
    private const int Size = 128 * 1024;

    private byte[] _filling = ArrayPool<byte>.Shared.Rent(Size);
    private byte[]? _other;
    private int _filled;
    private Task _work = Task.CompletedTask;

    /// <summary>Gets where to receive the next bytes, which is never empty.</summary>
    internal Memory<byte> Free => _filling.AsMemory(_filled..Size);

    /// <summary>Takes bytes that were received into <see cref="Free"/>.</summary>
    internal async ValueTask AdvanceAsync(int count)
    {
        _filled += count;
        if (_filled < Size)
        {
            return;
        }

        await _work.ConfigureAwait(false);
        var full = _filling;
        (_filling, _other, _filled) = (_other ?? ArrayPool<byte>.Shared.Rent(Size), full, 0);
        _work = Task.Run(() => WriteAsync(full.AsMemory(0, Size)));
    }

    /// <summary>Hashes and writes the rest.</summary>
    internal async Task CompleteAsync()
    {
        await _work.ConfigureAwait(false);
        await WriteAsync(_filling.AsMemory(0, _filled)).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ArrayPool<byte>.Shared.Return(_filling);
        if (_other is not null)
        {
            ArrayPool<byte>.Shared.Return(_other);
        }
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> piece)
    {
        hashes.Append(piece.Span);
        await destination.WriteAsync(piece).ConfigureAwait(false);
    }
}
