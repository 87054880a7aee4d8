using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Tests.Storage;

/// <summary>Names that can be files on every system.</summary>
public sealed class SafeNameTests
{
    [Theory]
    [InlineData("a.txt")]
    [InlineData(".hidden")]
    [InlineData("größe 日")]
    [InlineData("console")]
    public void Accepts_NamesThatEverySystemAccepts(string name) => SafeName.Accepts(name).Should().BeTrue();

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a.")]
    [InlineData(" a")]
    [InlineData("a ")]
    [InlineData("a%b")]
    [InlineData("a:b")]
    [InlineData("a\\b")]
    [InlineData("a\u0001")]
    [InlineData("con")]
    [InlineData("COM¹.tar.gz")]
    public void Accepts_NoNameThatSomeSystemRejects(string name) => SafeName.Accepts(name).Should().BeFalse();

    [Fact]
    public void Accepts_CountsBytes()
    {
        SafeName.Accepts(new string('ä', 100)).Should().BeTrue();
        SafeName.Accepts(new string('ä', 101)).Should().BeFalse();
    }
}
