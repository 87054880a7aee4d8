using System.Buffers;
using System.Security.Cryptography;
using Discovitas.S3.Text;

namespace Discovitas.S3.Reading;

/// <summary>
/// One request body: bytes that do not change, with their length and checksum known before they are sent, so that they
/// can be sent again. Disposing gives the memory back.
/// </summary>
internal abstract class Part(int number, bool isLast, long length, PartChecksums checksums) : IDisposable
{
    private const int PieceSize = 128 * 1024;

    private int _sendings;

    /// <summary>From 1, as S3 counts.</summary>
    internal int Number { get; } = number;

    internal bool IsLast { get; } = isLast;

    internal long Length { get; } = length;

    internal uint Crc32 { get; } = checksums.Crc32;

    /// <summary>As S3 spells it.</summary>
    internal string Crc32Text { get; } = Crc32Value.ToBase64(checksums.Crc32);

    /// <inheritdoc cref="PartChecksums.Sha256"/>
    internal string? Sha256 { get; } = checksums.Sha256;

    /// <summary>The most of this part that has been on its way, in bytes.</summary>
    internal long Sent { get; set; }

    /// <summary>The MD5 in hex. Made when asked for: few stores give nothing better to compare with.</summary>
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

    /// <summary>Copies bytes from <paramref name="offset"/> on; 0 at the end.</summary>
    internal abstract int ReadAt(long offset, Span<byte> destination);

    /// <summary>As <see cref="ReadAt"/>, where reading can wait.</summary>
    internal virtual ValueTask<int> ReadAtAsync(
        long offset, Memory<byte> destination, CancellationToken cancellationToken) =>
        ValueTask.FromResult(ReadAt(offset, destination.Span));

    /// <summary>
    /// The bytes from <paramref name="offset"/> on, as many as lie together; those of a file are read into
    /// <paramref name="space"/>.
    /// </summary>
    internal abstract ValueTask<ReadOnlyMemory<byte>> PieceAsync(
        long offset, Memory<byte> space, CancellationToken cancellationToken);

    /// <summary>Whether its bytes have to be read from somewhere first.</summary>
    internal virtual bool NeedsSpace => false;

    /// <summary>
    /// Whether the network is being given its bytes, which it may be for a while after the request has failed.
    /// </summary>
    protected bool IsBeingSent => Volatile.Read(ref _sendings) > 0;

    internal void BeginSending() => Interlocked.Increment(ref _sendings);

    internal void EndSending() => Interlocked.Decrement(ref _sendings);

    public virtual void Dispose()
    {
    }
}
