using System.Buffers;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace Discovitas.S3.Reading;

/// <summary>Computes the checksums of a part piece by piece, while each piece is in the processor's cache.</summary>
internal sealed class RunningChecksums(bool withSha256) : IDisposable
{
    private const int PieceSize = 128 * 1024;

    private readonly Crc32 _crc32 = new();

    private readonly IncrementalHash? _sha256 =
        withSha256 ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;

    /// <summary>Computes the checksums of bytes in memory.</summary>
    internal static PartChecksums Compute(ReadOnlySpan<byte> bytes, bool withSha256)
    {
        if (!withSha256)
        {
            return new PartChecksums(Crc32.HashToUInt32(bytes), null);
        }

        if (bytes.Length <= PieceSize)
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(bytes, hash);
            return new PartChecksums(Crc32.HashToUInt32(bytes), Hex(hash));
        }

        using var running = new RunningChecksums(withSha256: true);
        running.AppendInPieces(bytes);
        return running.Finish();
    }

    /// <inheritdoc cref="Compute(ReadOnlySpan{byte}, bool)"/>
    internal static PartChecksums Compute(ReadOnlySequence<byte> bytes, bool withSha256)
    {
        if (bytes.IsSingleSegment)
        {
            return Compute(bytes.FirstSpan, withSha256);
        }

        using var running = new RunningChecksums(withSha256);
        foreach (var piece in bytes)
        {
            running.AppendInPieces(piece.Span);
        }

        return running.Finish();
    }

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        _crc32.Append(bytes);
        _sha256?.AppendData(bytes);
    }

    internal PartChecksums Finish()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var sha256 = _sha256?.TryGetHashAndReset(hash, out _) == true ? Hex(hash) : null;
        return new PartChecksums(_crc32.GetCurrentHashAsUInt32(), sha256);
    }

    private void AppendInPieces(ReadOnlySpan<byte> bytes)
    {
        for (; !bytes.IsEmpty; bytes = bytes[Math.Min(PieceSize, bytes.Length)..])
        {
            Append(bytes[..Math.Min(PieceSize, bytes.Length)]);
        }
    }

    public void Dispose() => _sha256?.Dispose();

    private static string Hex(ReadOnlySpan<byte> hash)
    {
        Span<char> text = stackalloc char[SHA256.HashSizeInBytes * 2];
        for (var i = 0; i < hash.Length; i++)
        {
            text[2 * i] = Digit(hash[i] >> 4);
            text[(2 * i) + 1] = Digit(hash[i] & 15);
        }

        return new string(text);
    }

    private static char Digit(int value) => (char)(value < 10 ? '0' + value : 'a' + value - 10);
}
