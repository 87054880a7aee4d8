using static Discovitas.S3.Local.Tests.Support.Payloads;

namespace Discovitas.S3.Local.Tests.Checksums;

/// <summary>The checksum algorithms, against published values.</summary>
public sealed class ChecksumAlgorithmTests
{
    [Theory]
    [InlineData("CRC32", "y/Q5Jg==")]
    [InlineData("CRC32C", "4waSgw==")]
    [InlineData("CRC64NVME", "rosUhgp5mIg=")]
    public void Checksum_OfTheCheckString_EqualsThePublishedValue(string algorithm, string expected) =>
        Checksum(algorithm, "123456789"u8.ToArray()).Should().Be(expected);

    [Theory]
    [InlineData("CRC32C")]
    [InlineData("CRC64NVME")]
    public void Checksum_DoesNotDependOnThePieces(string algorithm)
    {
        var data = Bytes(1000);
        using var byByte = Local.Checksums.ChecksumAlgorithm.FromName(algorithm)!.Start();
        Array.ForEach(data, one => byByte.Append([one]));

        Checksum(algorithm, data).Should().Be(Convert.ToBase64String(byByte.Finish()));
    }
}
