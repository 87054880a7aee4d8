using System.Text.RegularExpressions;
using CsCheck;
using Discovitas.S3.Keys;

namespace Discovitas.S3.Tests.Keys;

public sealed partial class FileExtensionTests
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
    public void Of_Name_GivesWhatStandsAfterTheLastDot(string name, string expected) =>
        FileExtension.Of(name).Value.Should().Be(expected);

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Of_HostileName_IsNeverRepaired(string label)
    {
        var (name, expected) = HostileNames.Get(label);

        FileExtension.Of(name).Value.Should().Be(expected);
    }

    [Fact]
    public void Of_GeneratedNameWithoutBackslash_AgreesWithPython() =>
        GeneratedNames.Any.Where(name => !name.Contains('\\')).Sample(
            name => FileExtension.Of(name).Value == Kept(SplitExtension(name)),
            iter: GeneratedNames.Count);

    [Fact]
    public void Of_GeneratedNameWithBackslash_TreatsItAsASlash() =>
        GeneratedNames.Any.Sample(
            name => FileExtension.Of(name) == FileExtension.Of(name.Replace('\\', '/')),
            iter: GeneratedNames.Count);

    [Fact]
    public void Of_GeneratedName_IsHowTheNameEnds() =>
        GeneratedNames.Any.Sample(name => name.EndsWith(FileExtension.Of(name).Value, StringComparison.Ordinal), iter: GeneratedNames.Count);

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

    // os.path.splitext of CPython (Lib/genericpath.py, _splitext), word for word: leading dots of the last segment do not count.
    private static string SplitExtension(string path)
    {
        var separator = path.LastIndexOf('/');
        var dot = path.LastIndexOf('.');
        if (dot > separator)
        {
            for (var i = separator + 1; i < dot; i++)
            {
                if (path[i] != '.')
                {
                    return path[dot..];
                }
            }
        }

        return "";
    }

    private static string Kept(string extension) => Grammar().IsMatch(extension) ? extension : "";

    [GeneratedRegex(@"\A\.[A-Za-z0-9]{1,16}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Grammar();
}
