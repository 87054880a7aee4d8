using System.Text.RegularExpressions;

namespace Discovitas.S3.Tool.Tests.Uploads;

/// <summary>The tool as a process, on the embedded S3.</summary>
public sealed partial class UploadTests
{
    [Fact]
    public async Task EachFile_IsUploadedAndReadBack()
    {
        using var folder = new ToolFolder();

        var result = await folder.RunAsync(folder.Write("[red].md", "cat"), folder.Write("@empty", ""));

        result.Code.Should().Be(0);
        result.Error.Should().BeEmpty();
        result.Output.Should().Contain("[red].md (text/markdown, 3 bytes)\n").And.Contain("identical, 3 bytes.\n")
            .And.Contain("@empty (application/octet-stream, 0 bytes)\n").And.NotContain("\u001b");
        Address().Matches(result.Output).Should().HaveCount(2);
    }

    [Theory]
    [InlineData("cat.txt", "S3:Images is not applied: files are uploaded as they are")]
    [InlineData("usage", "Using the embedded S3")]
    public async Task OptionsForPictures_StopNoCommand_AndAreNotApplied(string command, string note)
    {
        using var folder = new ToolFolder();
        folder.Write("cat.txt", "cat");

        var result = await folder.RunAsync([command], [("S3__Images__RemoveMetadata", "true")]);

        result.Code.Should().Be(0);
        result.Error.Should().Contain(note).And.NotContain("AddImages").And.NotContain("Using the bucket");
    }

    [Fact]
    public async Task AFileThatFails_DoesNotStopTheOthers()
    {
        using var folder = new ToolFolder();

        var result = await folder.RunAsync("missing.txt", folder.Write("cat.txt", "cat"));

        result.Code.Should().Be(1);
        result.Error.Should().StartWith("missing.txt: ").And.NotContain("   at ");
        Address().Matches(result.Output).Should().ContainSingle();
    }

    [Fact]
    public async Task AWrongCommandLine_UploadsNothing()
    {
        using var folder = new ToolFolder();

        var result = await folder.RunAsync(folder.Write("cat.txt", "cat"), "--nonsense");

        result.Code.Should().Be(2);
        result.Output.Should().BeEmpty();
        result.Error.Should().Contain("--nonsense is not an option").And.Contain("discovitas-s3 --help");
        Directory.Exists(Path.Combine(folder.Path, ".data")).Should().BeFalse();
    }

    [Theory]
    [InlineData("GITHUB_ACTIONS", "true")]
    [InlineData("TERM", "xterm-256color")]
    [InlineData("FORCE_COLOR", "1")]
    public async Task RedirectedOutput_HasNoEscapeSequence(string name, string value)
    {
        using var folder = new ToolFolder();

        var result = await folder.RunAsync([folder.Write("a.md", "a"), "missing"], [(name, value)]);

        (result.Output + result.Error).Should().NotContain("\u001b");
        Address().Matches(result.Output).Should().ContainSingle();
    }

    [Fact]
    public async Task WrongSettings_AreNamedWithoutAStackTrace()
    {
        using var folder = new ToolFolder();

        var result = await folder.RunAsync([folder.Write("a.md", "a")], [("S3__Bucket", "No Bucket")]);

        result.Code.Should().Be(1);
        result.Error.Should().Contain("Bucket").And.NotContain("   at ");
    }

    [Fact]
    public async Task Version_IsThatOfTheProgram()
    {
        using var folder = new ToolFolder();

        (await folder.RunAsync("--version")).Output.Should().MatchRegex(@"^[0-9]+\.[0-9]+\.[0-9]+");
    }

    [GeneratedRegex(@"^http://[^ ]*/uploads/[0-9a-f-]{36}(\.md|\.txt)?$", RegexOptions.Multiline)]
    private static partial Regex Address();
}
