using System.Text.RegularExpressions;

namespace Discovitas.S3.Tool.Tests.Terminal;

/// <summary>The tool on a real terminal.</summary>
public sealed partial class TerminalTests
{
    [TerminalTheory]
    [InlineData(30)]
    [InlineData(80)]
    public async Task AUrl_IsWrittenInOnePiece(int columns)
    {
        using var folder = new ToolFolder();

        var written = await ToolTerminal.RunAsync(folder.Path, columns, folder.Write("cat.md", "cat"), "");

        Address().Matches(written).Should().ContainSingle();
    }

    [TerminalTheory]
    [InlineData("", true)]
    [InlineData("NO_COLOR=1", false)]
    public async Task Colors_AreThoseThatThePersonWants(string environment, bool isRed)
    {
        using var folder = new ToolFolder();

        var written = await ToolTerminal.RunAsync(folder.Path, 80, "--nonsense", environment);

        written.Should().Contain("--nonsense is not an option.");
        Color().IsMatch(written).Should().Be(isRed);
    }

    [GeneratedRegex(@"http://[^ ]*/uploads/[0-9a-f-]{36}\.md\r?\n")]
    private static partial Regex Address();

    [GeneratedRegex("\u001b\\[[0-9;]+m")]
    private static partial Regex Color();
}
