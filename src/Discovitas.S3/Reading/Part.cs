using System.Buffers;
using System.Security.Cryptography;
using Discovitas.S3.Text;

namespace Discovitas.S3.Reading;

/// <summary>
/// The body of one request: bytes that do not change, whose length and checksums are known before they are sent, so
/// that they can be sent again. Disposing releases the memory, once no request uses it any more.
/// </summary>
internal abstract class Part(int number, bool isLast, long length, PartChecksums checksums) : IDisposable
{
    private const int PieceSize = 128 * 1024;

    // The upload is the first user, until it disposes the part.
    private int _users = 1;
    private bool _isDisposed;

    /// <summary>Gets the number of the part, from 1.</summary>
    internal int Number { get; } = number;

    internal bool IsLast { get; } = isLast;

    internal long Length { get; } = length;

    internal uint Crc32 { get; } = checksums.Crc32;

    /// <summary>Gets the CRC-32 as S3 writes it.</summary>
    internal string Crc32Text { get; } = Crc32Value.ToBase64(checksums.Crc32);

    /// <inheritdoc cref="PartChecksums.Sha256"/>
    internal string? Sha256 { get; } = checksums.Sha256;

    /// <summary>Gets the largest number of bytes that any attempt has sent.</summary>
    internal long Sent { get; set; }

    /// <summary>Computes the MD5 in hex, which is needed only for the few stores that return no checksum.</summary>
    internal string Md5()
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        var piece = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            var done = 0L;
            for (int count; (count = ReadAt(done, piece)) > 0; done += count)
            {
                md5.AppendData(piece, 0, count);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }

        return Convert.ToHexString(md5.GetHashAndReset());
    }

    /// <summary>Copies bytes from <paramref name="offset"/> on, and returns their number; 0 at the end.</summary>
    internal abstract int ReadAt(long offset, Span<byte> destination);

    /// <inheritdoc cref="ReadAt"/>
    internal virtual ValueTask<int> ReadAtAsync(
        long offset, Memory<byte> destination, CancellationToken cancellationToken) =>
        ValueTask.FromResult(ReadAt(offset, destination.Span));

    /// <summary>
    /// Returns the contiguous bytes from <paramref name="offset"/> on. Bytes of a file are read into
    /// <paramref name="space"/> first.
    /// </summary>
    internal abstract ValueTask<ReadOnlyMemory<byte>> PieceAsync(
        long offset, Memory<byte> space, CancellationToken cancellationToken);

    /// <summary>
    /// Gets a value indicating whether the bytes are not in memory, so that <see cref="PieceAsync"/> needs space.
    /// </summary>
    internal virtual bool NeedsSpace => false;

    /// <summary>Gets a value indicating whether the upload needs the part no longer.</summary>
    internal bool IsDisposed => Volatile.Read(ref _isDisposed);

    /// <summary>
    /// Keeps the memory until <see cref="EndUse"/>, because a request may go on sending after it has failed. Returns
    /// false if the memory is released already.
    /// </summary>
    internal bool TryUse()
    {
        for (var users = Volatile.Read(ref _users); users > 0; users = Volatile.Read(ref _users))
        {
            if (Interlocked.CompareExchange(ref _users, users + 1, users) == users)
            {
                return true;
            }
        }

        return false;
    }

    internal void EndUse()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            Free();
        }
    }

    public void Dispose()
    {
        if (!Interlocked.Exchange(ref _isDisposed, true))
        {
            EndUse();
        }
    }

    /// <summary>Releases the memory. Nobody uses it any more.</summary>
    protected virtual void Free()
    {
    }
}
