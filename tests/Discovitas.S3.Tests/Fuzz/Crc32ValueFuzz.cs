using System.IO.Hashing;

namespace Discovitas.S3.Tests.Fuzz;

public sealed class Crc32ValueFuzz(ITestOutputHelper output) : FuzzTest(output)
{
    [Fact]
    public void Combine_AnySplit_IsTheChecksumOfTheWhole() => Run.Holds(
        Gen.Select(Gen.Frequency((3, Gen.Byte.Array[0, 300]), (1, Gen.Byte.Array[0, 5_000])), Gen.Int[0, 5_000]),
        (bytes, cut) =>
        {
            var first = bytes.AsSpan(0, Math.Min(cut, bytes.Length));
            var second = bytes.AsSpan(first.Length);
            return Crc32Value.Combine(
                Crc32.HashToUInt32(first), Crc32.HashToUInt32(second), second.Length) == Crc32.HashToUInt32(bytes);
        });

    [Fact]
    public void Combine_AnyPieces_AreTheChecksumOfTheWhole() => Run.Holds(
        Gen.Byte.Array[0, 50].Array[0, 12],
        pieces =>
        {
            var combined = pieces.Aggregate(
                0u, (crc, piece) => Crc32Value.Combine(crc, Crc32.HashToUInt32(piece), piece.Length));
            return combined == Crc32.HashToUInt32(pieces.SelectMany(piece => piece).ToArray());
        });

    // Lengths beyond memory: in whatever order pieces are put together, the whole is the same.
    [Fact]
    public void Combine_PiecesOfTerabytes_IsAssociative() => Run.Holds(
        Gen.Select(Gen.UInt, Gen.UInt, Gen.UInt, Gen.Long[0, 1L << 45], Gen.Long[0, 1L << 45]),
        pieces =>
        {
            var (a, b, c, bLength, cLength) = pieces;
            return Crc32Value.Combine(Crc32Value.Combine(a, b, bLength), c, cLength)
                == Crc32Value.Combine(a, Crc32Value.Combine(b, c, cLength), bLength + cLength);
        });

    // Any change to any one piece changes the whole: that is what the checksum is for.
    [Fact]
    public void Combine_OnePieceChanged_IsAnotherChecksum() => Run.Holds(
        Gen.Select(Gen.UInt, Gen.UInt, Gen.UInt[1, uint.MaxValue], Gen.Long[0, 1L << 45]),
        pieces =>
        {
            var (first, second, change, length) = pieces;
            var whole = Crc32Value.Combine(first, second, length);
            return Crc32Value.Combine(first ^ change, second, length) != whole
                && Crc32Value.Combine(first, second ^ change, length) != whole;
        });

    [Fact]
    public void ToBase64_AnyChecksum_IsItsFourBytes() => Run.Holds(
        Gen.UInt,
        crc =>
            Convert.FromBase64String(Crc32Value.ToBase64(crc)) is [var a, var b, var c, var d]
                && (((uint)a << 24) | ((uint)b << 16) | ((uint)c << 8) | d) == crc);
}
