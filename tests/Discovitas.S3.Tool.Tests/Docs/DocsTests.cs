using System.Globalization;
using System.Text.RegularExpressions;
using Discovitas.S3.TestSupport.Docs;
using Discovitas.S3.Tool.Checks;

namespace Discovitas.S3.Tool.Tests.Docs;

/// <summary>The pages say what is true.</summary>
public sealed partial class DocsTests
{
    private const string Folder = "src/Discovitas.S3.Tool/";
    private const string Conformance = $"{Folder}docs/conformance.md";

    public static TheoryData<string> Pages => new(
        Directory.GetFiles(Path.Combine(Repository.Root, Folder, "docs"))
            .Select(page => Path.GetRelativePath(Repository.Root, page)));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_LeadSomewhere(string page) => new MarkdownPage(page).ShouldHaveNoBrokenLink();

    [Fact]
    public void TheTableOfChecks_NamesEachWithWhatItLimits_AndNoOther() =>
        CheckRow().Matches(new MarkdownPage(Conformance).Text)
            .Select(row => (row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value))
            .Should().Equal(AllChecks.InOrder.Select(check =>
                (check.Name, check.Checked, check.Limits ?? "Nothing: this library does not use it.")));

    [Theory]
    [InlineData(Conformance)]
    [InlineData($"{Folder}README.md")]
    public void TheNumberOfChecks_IsRight(string page) => CheckCount().Match(new MarkdownPage(page).Text)
        .Groups[1].Value.Should().Be(AllChecks.InOrder.Count.ToString(CultureInfo.InvariantCulture));

    [Fact]
    public void WhatEveryUploadNeeds_IsNamed()
    {
        var essential = AllChecks.InOrder.Where(check => check.IsEssential).Select(check => $"`{check.Name}`").ToList();

        Regex.Replace(new MarkdownPage(Conformance).Text, @"\s+", " ").Should().Contain(
            $"needs works: {string.Join(", ", essential[..^1])} and {essential[^1]}.");
    }

    [GeneratedRegex(@"^\| `([a-z0-9-]+)` \| ([^|]+) \| ([^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex CheckRow();

    [GeneratedRegex(@"(\d+)\s+checks")]
    private static partial Regex CheckCount();
}
