using Discovitas.S3.Local.Faults;

namespace Discovitas.S3.Local.Tests.Faults;

/// <summary>Values that are well-formed but wrong.</summary>
public sealed class WrongValueTests
{
    [Fact]
    public void FromETag_ChangesItsFirstDigit()
    {
        WrongValue.FromETag("\"0ab\"").Should().Be("\"1ab\"");
        WrongValue.FromETag("\"fab-2\"").Should().Be("\"0ab-2\"");
        WrongValue.FromETag("0ab").Should().Be("1ab");
    }

    [Fact]
    public void FromChecksum_ChangesABitAndKeepsTheNumberOfParts()
    {
        WrongValue.FromChecksum("AAAAAA==").Should().Be("AQAAAA==");
        WrongValue.FromChecksum("AAAAAA==-3").Should().Be("AQAAAA==-3");
    }
}
