using System.Text.Json;

namespace Discovitas.S3.Tool.Tests.Buckets;

/// <summary>The commands as a process, on the embedded S3.</summary>
public sealed class BucketCommandTests
{
    [Theory]
    [InlineData("usage --json", "files")]
    [InlineData("usage avatars --depth 2 --json", "folders")]
    [InlineData("clean --dry-run --json", "pending")]
    [InlineData("clean --older-than 7d --json", "unfinishedUploads")]
    [InlineData("setup --json", "leastIamPolicy")]
    [InlineData("setup --apply --origin https://a.example --origin https://b.example --json", "applied")]
    [InlineData("doctor --json", "findings")]
    [InlineData("conformance --json", "checks")]
    [InlineData("conformance --change-bucket --json", "settings")]
    public async Task Json_IsAllThatIsOnStandardOutput(string args, string property)
    {
        using var folder = new ToolFolder();

        var result = await folder.RunAsync(args.Split(' '));

        result.Code.Should().Be(0);
        JsonDocument.Parse(result.Output).RootElement.TryGetProperty(property, out _).Should().BeTrue();
        result.Error.Should().StartWith("Using the embedded S3");
    }

    [Fact]
    public async Task Usage_CountsWhatWasUploaded()
    {
        using var folder = new ToolFolder();
        await folder.RunAsync(folder.Write("a.md", "cat"), folder.Write("b.md", "lion"));

        var result = await folder.RunAsync("usage");

        result.Code.Should().Be(0);
        result.Output.Should().MatchRegex(@"\(all files\) +2 +7 bytes");
    }

    [Fact]
    public async Task Setup_IsAppliedOnce()
    {
        using var folder = new ToolFolder();
        string[] args = ["setup", "--apply", "--origin", "https://www.example.com"];

        var (first, second) = (await folder.RunAsync(args), await folder.RunAsync(args));

        first.Output.Should().StartWith("Lifecycle rules: changed.\nCORS rules: changed.\n");
        second.Output.Should().StartWith(
            "Lifecycle rules: already there; nothing changed.\nCORS rules: already there; nothing changed.\n");
    }

    [Theory]
    [InlineData("https://www.example.com", 0, "✓ cors-origin")]
    [InlineData("https://other.example.com", 1, "✗ cors-origin")]
    public async Task Doctor_ReturnsWhetherSomethingFailed(string origin, int code, string finding)
    {
        using var folder = new ToolFolder();
        await folder.RunAsync("setup", "--apply", "--origin", "https://www.example.com");

        var result = await folder.RunAsync("doctor", "--origin", origin);

        result.Code.Should().Be(code);
        result.Output.Replace("  ", " ", StringComparison.Ordinal).Should().Contain(finding);
        (await folder.RunAsync("usage", "--json")).Output.Should().Contain("\"files\": 0,");
    }

    [Fact]
    public async Task Doctor_LooksAtTheConfiguredBucketAndPrintsNoSecret()
    {
        await using var store = await ToolProcess.StartAsync(["serve", "--port", "0"]);
        using var folder = new ToolFolder();

        var result = await folder.RunAsync(["doctor", "--json"], BucketSettings.At(store.Url, "local"));

        result.Code.Should().Be(1);
        result.Error.Should().Be("Using the bucket local.\n");
        JsonDocument.Parse(result.Output).RootElement.GetProperty("findings").EnumerateArray()
            .Where(finding => finding.GetProperty("status").GetString() == "Failed")
            .Should().ContainSingle().Which.GetProperty("name").GetString().Should().Be("access-key");
        result.Output.Should().NotContain("do-not-print");
    }

    [Theory]
    [InlineData("setup --origin www.example.com", 2, "--origin needs an origin")]
    [InlineData("doctor --origin https://www.example.com/path", 2, "--origin needs an origin")]
    [InlineData("usage ../cat", 2, "is not allowed")]
    [InlineData("usage --nonsense", 2, "is not an option")]
    public async Task WhatIsWrong_IsExplained(string args, int code, string text)
    {
        using var folder = new ToolFolder();

        var result = await folder.RunAsync(args.Split(' '));

        result.Code.Should().Be(code);
        result.Output.Should().BeEmpty();
        result.Error.Should().Contain(text).And.NotContain("Parameter");
    }

    [Fact]
    public async Task ABucketThatCannotBeReached_IsAFailure()
    {
        using var folder = new ToolFolder();

        var result = await folder.RunAsync(["usage", "--json"], BucketSettings.At("http://127.0.0.1:9", "my-bucket"));

        result.Code.Should().Be(1);
        result.Output.Should().BeEmpty();
        result.Error.Should().Contain("Using the bucket my-bucket.").And.NotContain("do-not-print");
    }
}
