using System.Text.RegularExpressions;

namespace Discovitas.S3.AspNetCore.Tests;

/// <summary>The README of the package says what the code does.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public void EveryExample_IsCompiled()
    {
        var compiled = Condensed(Read("tests/Discovitas.S3.AspNetCore.Tests/ReadmeExamples.cs"));
        var examples = CSharp().Matches(Read("src/Discovitas.S3.AspNetCore/README.md")).Select(match => match.Groups[1].Value).ToList();

        examples.Should().NotBeEmpty().And.AllSatisfy(example => compiled.Should().Contain(Condensed(example)));
    }

    [Fact]
    public void TheTableOfOptions_NamesEachAndNoOther()
    {
        var rows = OptionRow().Matches(Read("src/Discovitas.S3.AspNetCore/README.md")).Select(match => match.Groups[1].Value);

        rows.Should().BeEquivalentTo(typeof(S3UploadOptions).GetProperties().Select(property => property.Name));
    }

    private static string Read(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Discovitas.S3.sln")))
        {
            folder = folder.Parent!;
        }

        return File.ReadAllText(Path.Combine(folder.FullName, path));
    }

    // Indentation is all that an example may differ in, and that the compiled one has its usings at the top.
    private static string Condensed(string code) => WhiteSpace().Replace(Using().Replace(code, ""), " ").Trim();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharp();

    [GeneratedRegex(@"^\| `([A-Z]\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex OptionRow();

    [GeneratedRegex(@"^using [\w.]+;", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
