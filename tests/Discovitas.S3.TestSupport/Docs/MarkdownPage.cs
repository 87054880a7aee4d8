using System.Text.RegularExpressions;

namespace Discovitas.S3.TestSupport.Docs;

/// <summary>A page of the documentation.</summary>
/// <param name="path">Where it is, from the root of the repository.</param>
public sealed partial class MarkdownPage(string path)
{
    public string Text { get; } = File.ReadAllText(Path.Combine(Repository.Root, path));

    /// <summary>Gets the examples in C#.</summary>
    public IReadOnlyList<string> Examples => [.. CSharp().Matches(Text).Select(match => match.Groups[1].Value)];

    /// <summary>Gets the examples in another language, as it is named after the fence.</summary>
    public IReadOnlyList<string> ExamplesIn(string language) =>
        [.. Regex.Matches(Text, $"```{language}\n(.*?)```", RegexOptions.Singleline)
            .Select(match => match.Groups[1].Value)];

    /// <summary>
    /// Asserts that the source files contain each example in C#, but for white space. Where an example has a line with
    /// nothing but <c>…</c>, they may have anything.
    /// </summary>
    public void ShouldBeCompiledIn(int examples, params string[] sources)
    {
        var compiled = string.Concat(
            sources.Select(source => Condense(File.ReadAllText(Path.Combine(Repository.Root, source)))));

        Examples.Should().HaveCount(examples, path);
        Examples.SelectMany(example => example.Split("\n    …\n"))
            .Where(part => !compiled.Contains(Condense(part), StringComparison.Ordinal))
            .Should().BeEmpty();
    }

    /// <summary>Asserts that every link leads to a file, and to a heading in it if it names one.</summary>
    public void ShouldHaveNoBrokenLink()
    {
        foreach (Match link in Link().Matches(Text))
        {
            var (file, anchor) = (link.Groups["file"].Value, link.Groups["anchor"].Value);
            var target = Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(path)!, file));

            File.Exists(target).Should().BeTrue($"{path} links to {file}");
            if (anchor.Length > 0)
            {
                Headings(File.ReadAllText(target)).Should().Contain(anchor, $"{path} links to it in {file}");
            }
        }
    }

    private static string Condense(string code) => WhiteSpace().Replace(code, "");

    // As GitHub makes anchors of them, as far as our headings need it.
    private static IEnumerable<string> Headings(string text) => Heading().Matches(text)
        .Select(match => match.Groups[1].Value.ToLowerInvariant().Replace(' ', '-'));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharp();

    [GeneratedRegex(@"\]\((?!\w+:)(?<file>[^)#]+)#?(?<anchor>[^)]*)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
