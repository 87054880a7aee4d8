using System.IO.Hashing;
using System.Security.Cryptography;

namespace Discovitas.S3.Tests.Reading;

public sealed class RunningChecksumsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(128 * 1024)]
    [InlineData((128 * 1024) + 1)]
    [InlineData(1_000_000)]
    public void Value_AnyBytes_AreThoseOfTheWhole(int count)
    {
        var bytes = Bytes(count);

        RunningChecksums.Compute(bytes, withSha256: true)
            .Should().Be(
                new PartChecksums(Crc32.HashToUInt32(bytes), Convert.ToHexStringLower(SHA256.HashData(bytes))));
        RunningChecksums.Compute(bytes, withSha256: false)
            .Should().Be(new PartChecksums(Crc32.HashToUInt32(bytes), null));
    }

    [Fact]
    public void Finish_OfPieces_IsThatOfTheWhole()
    {
        var bytes = Bytes(1000);
        using var running = new RunningChecksums(withSha256: true);

        running.Append(bytes.AsSpan(0, 1));
        running.Append([]);
        running.Append(bytes.AsSpan(1));

        running.Finish().Should().Be(RunningChecksums.Compute(bytes, withSha256: true));
    }
}
