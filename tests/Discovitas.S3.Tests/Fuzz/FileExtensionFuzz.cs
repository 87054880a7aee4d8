using System.Text.RegularExpressions;

namespace Discovitas.S3.Tests.Fuzz;

public sealed partial class FileExtensionFuzz(ITestOutputHelper output) : FuzzTest(output)
{
    [Fact]
    public void Parse_AnyName_IsWhatPythonSeesOrNone() => Run.Holds(
        GeneratedNames.Any,
        name =>
        {
            var seen = AfterTheLastDot().Match(name.Replace('\\', '/')).Groups["extension"].Value;
            return FileExtension.Parse(name).Value == (Grammar().IsMatch(seen) ? seen : "");
        });

    [Fact]
    public void Parse_AnyName_IsHowTheNameEndsAndValid() => Run.Holds(
        GeneratedNames.Any,
        name =>
        {
            var extension = FileExtension.Parse(name).Value;
            return name.EndsWith(extension, StringComparison.Ordinal) && FileExtension.IsValid(extension);
        });

    [Fact]
    public void IsValid_AnyText_IsTheGrammar() => Run.Holds(
        Mutated.Text(GeneratedKeys.Extension),
        text => FileExtension.IsValid(text) == (text.Length == 0 || Grammar().IsMatch(text)));

    // os.path.splitext as Python's manual tells it: the extension holds at most one dot, its first character, and the
    // dots that the last component begins with belong to what is before.
    [GeneratedRegex(@"(\A|/)\.*[^./][^/]*(?<extension>\.[^./]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex AfterTheLastDot();

    [GeneratedRegex(@"\A\.[A-Za-z0-9]{1,16}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Grammar();
}
