namespace Discovitas.S3.Local.Tests;

/// <summary>Two tests that share a server, as docs/testing.md has it: each finds it as new.</summary>
public sealed class S3FixtureTests(S3Fixture s3) : IClassFixture<S3Fixture>, IAsyncLifetime
{
    public Task InitializeAsync() => s3.Server.ResetAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("a.txt")]
    [InlineData("b.txt")]
    public async Task ATest_FindsNothingOfTheOther(string name)
    {
        using var client = S3Client.Create(s3.Server.CreateSettings());

        await new S3Service(client, s3.Server.CreateSettings()).UploadAsync(FolderApps.Hello with { FileName = name });

        (await client.ListObjectsV2Async(new() { BucketName = s3.Server.Bucket })).S3Objects.Should().ContainSingle();
    }
}
