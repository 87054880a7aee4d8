using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Tests.Storage;

/// <summary>Names that can be files on every system.</summary>
public sealed class SafeNameTests
{
    [Theory]
    [InlineData("a.txt", true)]
    [InlineData(".hidden", true)]
    [InlineData("größe 日", true)]
    [InlineData("console", true)]
    [InlineData("", false)]
    [InlineData(".", false)]
    [InlineData("a.", false)]
    [InlineData(" a", false)]
    [InlineData("a ", false)]
    [InlineData("a%b", false)]
    [InlineData("a:b", false)]
    [InlineData("a\\b", false)]
    [InlineData("a\u0001", false)]
    [InlineData("con", false)]
    [InlineData("COM¹.tar.gz", false)]
    public void Accepts_NamesThatEverySystemAccepts(string name, bool expected) =>
        SafeName.Accepts(name).Should().Be(expected);

    [Fact]
    public void Accepts_CountsBytes()
    {
        SafeName.Accepts(new string('ä', 100)).Should().BeTrue();
        SafeName.Accepts(new string('ä', 101)).Should().BeFalse();
    }
}
