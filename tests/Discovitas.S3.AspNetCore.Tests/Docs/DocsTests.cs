using System.Reflection;
using System.Text.RegularExpressions;

namespace Discovitas.S3.AspNetCore.Tests.Docs;

/// <summary>The pages of the package say what the code does.</summary>
public sealed partial class DocsTests
{
    private const string Package = "src/Discovitas.S3.AspNetCore/";
    private const string Tests = "tests/Discovitas.S3.AspNetCore.Tests/";

    private static readonly string Root = FindRoot();

    public static TheoryData<string> Pages =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, Package), "*.md", SearchOption.AllDirectories)
            .Where(page => !page.Contains("/bin/", StringComparison.Ordinal))
            .Select(page => Path.GetRelativePath(Root, page))];

    [Theory]
    [InlineData("README.md", "PackageReadme", 1)]
    [InlineData("docs/forms.md", "FormsPage", 3)]
    [InlineData("docs/options.md", "OptionsPage", 2)]
    [InlineData("docs/health.md", "HealthPage", 1)]
    public void EveryExample_IsCompiled(string page, string examples, int count)
    {
        var compiled = Condense(Read($"{Tests}Docs/{examples}.cs"));
        var shown = CSharp().Matches(Read(Package + page)).Select(match => match.Groups[1].Value).ToList();

        shown.Should().HaveCount(count).And.AllSatisfy(example => compiled.Should().Contain(Condense(example)));
    }

    [Theory]
    [InlineData("docs/direct-uploads.md")]
    [InlineData("docs/problems.md")]
    [InlineData("docs/script.md")]
    [InlineData("docs/security.md")]
    public void PagesWithoutExamples_HaveNone(string page) => CSharp().IsMatch(Read(Package + page)).Should().BeFalse();

    [Theory]
    [MemberData(nameof(Pages))]
    public void EveryLink_LeadsSomewhere(string page)
    {
        foreach (Match link in Link().Matches(Read(page)))
        {
            var (path, anchor) = (link.Groups[1].Value, link.Groups[2].Value);
            var target = Path.GetFullPath(Path.Combine(Root, Path.GetDirectoryName(page)!, path));

            File.Exists(target).Should().BeTrue($"{page} links to {path}");
            Headings(File.ReadAllText(target)).Should().Contain(heading => anchor.Length == 0 || heading == anchor);
        }
    }

    [Fact]
    public void TheTableOfOptions_NamesEachAndNoOther() =>
        Option().Matches(Read(Package + "docs/options.md")).Select(row => row.Groups[1].Value)
            .Should().BeEquivalentTo(typeof(S3UploadOptions).GetProperties().Select(option => option.Name));

    [Fact]
    public void TheTableOfProblems_NamesEachAndNoOther()
    {
        var table = typeof(S3UploadOptions).Assembly.GetType("Discovitas.S3.AspNetCore.Problems.ProblemTable")!;
        var problems = table.GetFields(BindingFlags.NonPublic | BindingFlags.Static)
            .Select(field => Row(field.GetValue(null)!));

        Problem().Matches(Read(Package + "docs/problems.md"))
            .Select(row => $"{row.Groups[1].Value} {row.Groups[2].Value}")
            .Should().BeEquivalentTo(problems);
    }

    private static string Row(object problem)
    {
        var type = problem.GetType();
        return $"{Value("Status")} {Value("Code")}";

        object? Value(string name) => type.GetProperty(name)!.GetValue(problem);
    }

    private static IEnumerable<string> Headings(string page) => Heading().Matches(page)
        .Select(match => match.Groups[1].Value.ToLowerInvariant().Replace(' ', '-'));

    private static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Discovitas.S3.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }

    // An example may differ in its white space only.
    private static string Condense(string code) => WhiteSpace().Replace(code, "");

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharp();

    [GeneratedRegex(@"\]\((?!http)([^)#]+)#?([^)]*)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\| `([A-Z]\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Option();

    [GeneratedRegex(@"^\| (\d{3}) \| `([a-z-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Problem();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
