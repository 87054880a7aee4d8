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

    [Theory]
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

        var result = await ToolProcess.RunAsync(
            folder.Path,
            ["usage", "--json"],
            ("S3__Bucket", "my-bucket"),
            ("S3__Region", "us-east-1"),
            ("S3__ServiceUrl", "http://127.0.0.1:9"),
            ("S3__AccessKeyId", "someone"),
            ("S3__SecretAccessKey", "do-not-print"),
            ("S3__RetryTimeout", "00:00:00.1"));

        result.Code.Should().Be(1);
        result.Output.Should().BeEmpty();
        result.Error.Should().Contain("Using the bucket my-bucket.").And.NotContain("do-not-print");
    }
}
