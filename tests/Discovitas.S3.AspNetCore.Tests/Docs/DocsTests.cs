using System.Reflection;
using System.Text.RegularExpressions;
using Discovitas.S3.TestSupport.Docs;

namespace Discovitas.S3.AspNetCore.Tests.Docs;

/// <summary>The pages of the package say what the code does.</summary>
public sealed partial class DocsTests
{
    private const string Package = "src/Discovitas.S3.AspNetCore/";
    private const string Tests = "tests/Discovitas.S3.AspNetCore.Tests/";

    public static TheoryData<string> Pages =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, Package), "*.md", SearchOption.AllDirectories)
            .Where(page => !page.Contains("/bin/", StringComparison.Ordinal))
            .Select(page => Path.GetRelativePath(Repository.Root, page))];

    [Theory]
    [InlineData("README.md", "PackageReadme", 1)]
    [InlineData("docs/forms.md", "FormsPage", 3)]
    [InlineData("docs/openapi.md", "OpenApiPage", 3)]
    [InlineData("docs/options.md", "OptionsPage", 4)]
    [InlineData("docs/delivery.md", "DeliveryPage", 4)]
    [InlineData("docs/problems.md", "ProblemsPage", 2)]
    [InlineData("docs/health.md", "HealthPage", 1)]
    [InlineData("docs/diagnosis.md", "HealthPage", 1)]
    public void EveryExample_IsCompiled(string page, string examples, int count)
    {
        var compiled = Condense(File.ReadAllText(Path.Combine(Repository.Root, $"{Tests}Docs/{examples}.cs")));

        new MarkdownPage(Package + page).Examples
            .Should().HaveCount(count).And.AllSatisfy(example => compiled.Should().Contain(Condense(example)));
    }

    [Fact]
    public void EveryExampleOfBlazor_IsCompiled()
    {
        string[] files = ["BlazorPage.cs", "BlazorInteractivePage.razor", "BlazorStaticPage.razor"];
        var compiled = Condense(string.Concat(
            files.Select(file => File.ReadAllText(Path.Combine(Repository.Root, Tests, "Docs", file)))));
        var page = new MarkdownPage(Package + "docs/blazor.md");

        page.Examples.Should().HaveCount(4).And.AllSatisfy(example => compiled.Should().Contain(Condense(example)));
        page.ExamplesIn("razor").Should().HaveCount(2)
            .And.AllSatisfy(example => compiled.Should().Contain(Condense(example)));
    }

    [Theory]
    [InlineData("docs/direct-uploads.md")]
    [InlineData("docs/script.md")]
    [InlineData("docs/security.md")]
    public void PagesWithoutExamples_HaveNone(string page) => new MarkdownPage(Package + page).Examples
        .Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Pages))]
    public void EveryLink_LeadsSomewhere(string page) => new MarkdownPage(page).ShouldHaveNoBrokenLink();

    [Fact]
    public void TheTableOfOptions_NamesEachAndNoOther() =>
        Option().Matches(new MarkdownPage(Package + "docs/options.md").Text).Select(row => row.Groups[1].Value)
            .Should().BeEquivalentTo(typeof(S3UploadOptions).GetProperties().Select(option => option.Name));

    [Fact]
    public void TheTableOfProblems_NamesEachAndNoOther()
    {
        var table = typeof(S3UploadOptions).Assembly.GetType("Discovitas.S3.AspNetCore.Problems.ProblemTable")!;
        var problems = table.GetFields(BindingFlags.NonPublic | BindingFlags.Static)
            .Select(field => Row(field.GetValue(null)!));

        Problem().Matches(new MarkdownPage(Package + "docs/problems.md").Text)
            .Select(row => $"{row.Groups[1].Value} {row.Groups[2].Value}")
            .Should().BeEquivalentTo(problems);
    }

    private static string Row(object problem)
    {
        var type = problem.GetType();
        return $"{Value("Status")} {Value("Code")}";

        object? Value(string name) => type.GetProperty(name)!.GetValue(problem);
    }

    // An example may differ in its white space only.
    private static string Condense(string code) => WhiteSpace().Replace(code, "");

    [GeneratedRegex(@"^\| `([A-Z]\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Option();

    [GeneratedRegex(@"^\| (\d{3}) \| `([a-z-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Problem();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
