using System.Buffers;
using System.IO.Hashing;
using Discovitas.S3.Shared;

namespace Discovitas.S3.Reading;

/// <summary>
/// A file on disk as a stream that is read once. It must not change meanwhile, which is checked once it is read.
/// </summary>
/// <param name="path">The path, for messages.</param>
/// <param name="file">The file, which is disposed with this stream.</param>
internal sealed class FileContent(string path, FileStream file) : ForwardStream
{
    private const int PieceSize = 512 * 1024;

    private readonly FileState _state = FileState.Of(file.SafeFileHandle);
    private readonly Crc32 _crc32 = new();

    /// <summary>Gets the size in bytes.</summary>
    internal long KnownLength => _state.Length;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _crc32.Append(buffer.Span[..count]);
        return count;
    }

    /// <exception cref="UploadRejectedException">The file has changed since it was opened.</exception>
    internal async ValueTask RequireUnchangedAsync(CancellationToken cancellationToken)
    {
        var state = FileState.Of(file.SafeFileHandle);
        Require(state with { LastChange = _state.LastChange } == _state);

        // Renamed, perhaps, or written with its time put back. Only its bytes can tell.
        Require(state == _state
            || (await ReadAgainAsync(cancellationToken).ConfigureAwait(false) == _crc32.GetCurrentHashAsUInt32()
                && FileState.Of(file.SafeFileHandle) == state));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<uint> ReadAgainAsync(CancellationToken cancellationToken)
    {
        var crc32 = new Crc32();
        var piece = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            file.Position = 0;
            for (int count; (count = await file.ReadAsync(piece, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                crc32.Append(piece.AsSpan(0, count));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }

        return crc32.GetCurrentHashAsUInt32();
    }

    private void Require(bool same)
    {
        if (!same)
        {
            throw FileState.Changed(path);
        }
    }
}
