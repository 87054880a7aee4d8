namespace Discovitas.S3.ClientTests;

/// <summary>The documentation lists the differences that the tests allow, and no others.</summary>
public sealed class DocsTests
{
    private static readonly MarkdownPage Page = new("src/Discovitas.S3.Local/docs/clients.md");

    [Fact]
    public void TheTableOfDifferences_IsTheOneOfTheTests()
    {
        var lines = Page.Text.Split('\n').SkipWhile(line => line != "## Differences from Ceph");

        lines.Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Should().Equal(
        [
            "| subject | embedded S3 | Ceph 16.2 | reason |",
            "| --- | --- | --- | --- |",
            .. KnownDifferences.All.Select(known => known.Row),
        ]);
    }

    [Fact]
    public void EveryLink_LeadsSomewhere() => Page.ShouldHaveNoBrokenLink();
}
