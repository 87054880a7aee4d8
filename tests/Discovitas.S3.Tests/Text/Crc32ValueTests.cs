using System.IO.Hashing;

namespace Discovitas.S3.Tests.Text;

public sealed class Crc32ValueTests
{
    [Theory]
    [InlineData("", "AAAAAA==")]
    [InlineData("123456789", "y/Q5Jg==")]
    [InlineData("a", "6Le+Qw==")]
    [InlineData("The quick brown fox jumps over the lazy dog", "QU+jOQ==")]
    public void ToBase64_KnownVector_IsWhatS3Says(string text, string expected) =>
        Crc32Value.ToBase64(Crc32.HashToUInt32(FromLatin1(text))).Should().Be(expected);

    [Fact]
    public void ToBase64_HighestByte_ComesFirst() =>
        Crc32Value.ToBase64(0x01020304).Should().Be(Convert.ToBase64String([1, 2, 3, 4]));

    [Fact]
    public void Combine_EmptyPiece_ChangesNothing()
    {
        var crc = Crc32.HashToUInt32("abc"u8);

        Crc32Value.Combine(crc, 0, 0).Should().Be(crc);
        Crc32Value.Combine(0, crc, 3).Should().Be(crc);
        Crc32Value.Combine(0, 0, 0).Should().Be(0);
    }

    [Fact]
    public void Combine_LargePieces_AreTheChecksumOfTheWhole()
    {
        var bytes = new byte[20 * 1024 * 1024];
        new Random(1).NextBytes(bytes);
        var cut = 8 * 1024 * 1024;

        Crc32Value.Combine(
            Crc32.HashToUInt32(bytes.AsSpan(0, cut)), Crc32.HashToUInt32(bytes.AsSpan(cut)), bytes.Length - cut)
            .Should().Be(Crc32.HashToUInt32(bytes));
    }

    private static byte[] FromLatin1(string text) => System.Text.Encoding.Latin1.GetBytes(text);
}
