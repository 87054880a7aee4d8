using System.Buffers;
using System.IO.Hashing;
using Discovitas.S3.Shared;

namespace Discovitas.S3.Reading;

/// <summary>
/// A file on disk as a stream that is read once. It must not change meanwhile, which is checked once it is read.
/// </summary>
/// <param name="path">The path, for messages.</param>
/// <param name="file">The file, which is disposed with this stream.</param>
/// <param name="fitsPart">
/// Whether the file fits into one part. Then it is not hashed, and only its size and the time of its last write tell
/// whether it has changed during the few reads.
/// </param>
internal sealed class FileContent(string path, FileStream file, bool fitsPart) : ForwardStream
{
    private const int PieceSize = 512 * 1024;

    private readonly FileState _state = FileState.Of(file.SafeFileHandle);
    private readonly XxHash3 _hash = new();
    private long _position;

    /// <summary>Gets the size in bytes.</summary>
    internal long KnownLength => _state.Length;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // A read here would be another job for the thread pool. Whether the file has grown is checked at the end.
        if (_position == KnownLength)
        {
            return 0;
        }

        var count = await file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _position += count;
        if (!fitsPart)
        {
            _hash.Append(buffer.Span[..count]);
        }

        return count;
    }

    /// <exception cref="UploadRejectedException">The file has changed since it was opened.</exception>
    internal async ValueTask RequireUnchangedAsync(CancellationToken cancellationToken)
    {
        var state = FileState.Of(file.SafeFileHandle);
        Require(state with { LastChange = _state.LastChange } == _state);

        // Renamed, perhaps, or written with its time put back. Only its bytes can tell.
        Require(fitsPart || state == _state
            || (await ReadAgainAsync(cancellationToken).ConfigureAwait(false) == _hash.GetCurrentHashAsUInt64()
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

    private async ValueTask<ulong> ReadAgainAsync(CancellationToken cancellationToken)
    {
        var hash = new XxHash3();
        var piece = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            file.Position = 0;
            for (int count; (count = await file.ReadAsync(piece, cancellationToken).ConfigureAwait(false)) > 0;)
            {
                hash.Append(piece.AsSpan(0, count));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }

        return hash.GetCurrentHashAsUInt64();
    }

    private void Require(bool same)
    {
        if (!same)
        {
            throw FileState.Changed(path);
        }
    }
}
