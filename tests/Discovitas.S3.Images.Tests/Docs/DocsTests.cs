using System.Text.RegularExpressions;
using Discovitas.S3.TestSupport.Docs;

namespace Discovitas.S3.Images.Tests.Docs;

/// <summary>The pages of the package say what the code does.</summary>
public sealed partial class DocsTests
{
    private const string Package = "src/Discovitas.S3.Images/";
    private const string Source = "tests/Discovitas.S3.Images.Tests/Docs/Examples.cs";
    private const string Variants = "tests/Discovitas.S3.Images.Tests/Docs/VariantExamples.cs";

    [Theory]
    [InlineData("README.md", 3)]
    [InlineData("docs/limits.md", 2)]
    [InlineData("docs/metadata.md", 1)]
    [InlineData("docs/variants.md", 4)]
    public void EveryExample_IsCompiled_AndEveryLinkLeadsSomewhere(string page, int examples)
    {
        var text = new MarkdownPage(Package + page);

        text.ShouldBeCompiledIn(examples, Source, Variants);
        text.ShouldHaveNoBrokenLink();
    }

    [Fact]
    public void TheTableOfOptions_NamesEachAndNoOther() => Names(OptionRow())
        .Should().BeEquivalentTo(typeof(ImageOptions).GetProperties().Select(property => property.Name));

    [Fact]
    public void TheTableOfRejections_NamesEachReasonOfPictures() => Names(ReasonRow()).Should().Equal(
        Enum.GetNames<UploadRejectionReason>().Where(name => name.Contains("Image", StringComparison.Ordinal)));

    private static IEnumerable<string> Names(Regex row) =>
        row.Matches(new MarkdownPage(Package + "docs/limits.md").Text)
            .SelectMany(match => match.Groups.Values.Skip(1))
            .Where(name => name.Success)
            .Select(name => name.Value);

    [GeneratedRegex(@"^\| `(\w+)`(?:, `(\w+)`)? \|.*\|.*\|$", RegexOptions.Multiline)]
    private static partial Regex OptionRow();

    [GeneratedRegex(@"^\| `(\w+)` \|[^|]*\|$", RegexOptions.Multiline)]
    private static partial Regex ReasonRow();
}
