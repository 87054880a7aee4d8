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

    public static TheoryData<string> Valid =>
    [
        "", ".a", ".aZ09aZ09aZ09aZ09",
    ];

    [Theory]
    [MemberData(nameof(Valid))]
    public void IsValid_NothingOrADotAnd1To16LettersOrDigits_True(string text) =>
        FileExtension.IsValid(text).Should().BeTrue();

    public static TheoryData<string> Invalid =>
    [
        ".aZ09aZ09aZ09aZ09x", ".", "a", "png", "..png", ".png ", ".png\n", ".p/g", ".\u0131",
    ];

    [Theory]
    [MemberData(nameof(Invalid))]
    public void IsValid_AnythingElse_False(string text) => FileExtension.IsValid(text).Should().BeFalse();

    [Fact]
    public void Value_OfDefault_IsEmpty() => default(FileExtension).Value.Should().BeEmpty();
}
