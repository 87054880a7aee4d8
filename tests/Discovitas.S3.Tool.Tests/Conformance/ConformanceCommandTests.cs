namespace Discovitas.S3.Tool.Tests.Conformance;

/// <summary>The command as a process.</summary>
public sealed class ConformanceCommandTests
{
    private const string Secret = "do-not-print";

    [Fact]
    public async Task TheStoreOfTheCommandLine_IsChecked()
    {
        await using var store = await ToolProcess.StartAsync(
            ["serve", "--port", "0", "--bucket", "pictures", "--access-key", "someone", "--secret-key", Secret]);
        using var folder = new ToolFolder();
        string[] args =
        [
            "conformance", "--endpoint", store.Url, "--bucket", "pictures", "--access-key", "someone",
            "--secret-key", Secret, "--region", "us-east-1",
        ];

        // The command line is stronger than the environment, which names another store and a token.
        var result = await folder.RunAsync(
            args, [.. BucketSettings.At("http://127.0.0.1:1", "other"), ("S3__SessionToken", "token")]);

        (result.Code, result.Error).Should().Be((0, "Using the bucket pictures.\n"));
        result.Output.Should().ContainAll(
            "✓  put-object", "✓  url-enforced", "·  lifecycle", "\"ForcePathStyle\": true",
            "Nothing was left in the bucket.", "Files can be uploaded to this store.");
        result.Output.Should().NotContainAny(Secret, "X-Amz-Signature", "token");
    }

    [Theory]
    [InlineData("local", "403 InvalidAccessKeyId")]
    [InlineData("other", "404 NoSuchBucket")]
    public async Task ABucketThatCannotBeUsed_IsAskedOnce(string bucket, string answer)
    {
        var keys = bucket == "local" ? (string[])[] : ["--access-key", "someone", "--secret-key", Secret];
        await using var store = await ToolProcess.StartAsync(["serve", "--port", "0", .. keys]);
        using var folder = new ToolFolder();

        var result = await folder.RunAsync(["conformance"], BucketSettings.At(store.Url, bucket));

        result.Code.Should().Be(1);
        result.Output.Should().StartWith($"✗  list-objects  The store answered {answer}.\n")
            .And.Contain("The bucket cannot be used. Nothing else was checked.\n");
    }

    [Fact]
    public async Task AStoreThatDoesNotAnswer_IsReported()
    {
        using var folder = new ToolFolder();

        var result = await folder.RunAsync(["conformance"], BucketSettings.At("http://127.0.0.1:1", "pictures"));

        result.Code.Should().Be(1);
        result.Output.Should().Contain("The store does not answer. Nothing else was checked.\n");
        result.Output.Should().NotContain(Secret);
    }
}
