namespace Discovitas.S3.Tests.Keys;

public sealed class FileExtensionTests
{
    public static TheoryData<string> Hostile => HostileNames.Labels;

    [Theory]
    [InlineData("photo.jpg", ".jpg")]
    [InlineData("photo.JPG", ".JPG")]
    [InlineData("Photo.JpEg", ".JpEg")]
    [InlineData("archive.tar.gz", ".gz")]
    [InlineData(".bashrc", "")]
    [InlineData("a.", "")]
    [InlineData("a", "")]
    [InlineData(@"C:\x\a.png", ".png")]
    [InlineData("/x/a.png", ".png")]
    [InlineData("a.7z", ".7z")]
    [InlineData("a.1", ".1")]
    [InlineData("my holiday.mp4", ".mp4")]
    [InlineData("a.b c", "")]
    public void Parse_Name_GivesWhatStandsAfterTheLastDot(string name, string expected) =>
        FileExtension.Parse(name).Value.Should().Be(expected);

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Parse_HostileName_IsNeverRepaired(string label)
    {
        var (name, expected) = HostileNames.Get(label);

        FileExtension.Parse(name).Value.Should().Be(expected);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(".a", true)]
    [InlineData(".aZ09aZ09aZ09aZ09", true)]
    [InlineData(".aZ09aZ09aZ09aZ09x", false)]
    [InlineData(".", false)]
    [InlineData("a", false)]
    [InlineData("png", false)]
    [InlineData("..png", false)]
    [InlineData(".png ", false)]
    [InlineData(".png\n", false)]
    [InlineData(".p/g", false)]
    [InlineData(".\u0131", false)]
    public void IsValid_Text_IsADotAnd1To16LettersOrDigits(string text, bool expected) =>
        FileExtension.IsValid(text).Should().Be(expected);

    [Fact]
    public void Value_OfDefault_IsEmpty() => default(FileExtension).Value.Should().BeEmpty();
}
