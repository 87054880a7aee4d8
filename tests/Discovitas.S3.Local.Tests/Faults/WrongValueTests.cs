using Discovitas.S3.Local.Faults;

namespace Discovitas.S3.Local.Tests.Faults;

/// <summary>Values that are well-formed but wrong.</summary>
public sealed class WrongValueTests
{
    [Theory]
    [InlineData("\"0ab\"", "\"1ab\"")]
    [InlineData("\"fab-2\"", "\"0ab-2\"")]
    [InlineData("0ab", "1ab")]
    public void FromETag_ChangesItsFirstDigit(string etag, string expected) =>
        WrongValue.FromETag(etag).Should().Be(expected);

    [Theory]
    [InlineData("AAAAAA==", "AQAAAA==")]
    [InlineData("AAAAAA==-3", "AQAAAA==-3")]
    public void FromChecksum_ChangesABitAndKeepsTheNumberOfParts(string checksum, string expected) =>
        WrongValue.FromChecksum(checksum).Should().Be(expected);
}
