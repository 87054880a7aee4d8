using System.Text.Json.Nodes;

namespace Discovitas.S3.Aspire.Tests;

/// <summary>The model of an AppHost, which does not run.</summary>
public sealed class S3ModelTests
{
    [Fact]
    public async Task Manifest_HasAConnectionStringForEachBucket_AndNoServer()
    {
        var folder = Directory.CreateTempSubdirectory("discovitas-s3-tests-").FullName;
        var file = Path.Combine(folder, "manifest.json");
        var builder = DistributedApplication.CreateBuilder(
            ["--operation", "publish", "--publisher", "manifest", "--output-path", file]);
        builder.AddExecutable("api", "true", ".").WithReference(builder.AddS3("s3").AddBucket("pictures"));

        await using (var app = builder.Build())
        {
            await app.RunAsync();
        }

        var resources = JsonNode.Parse(await File.ReadAllTextAsync(file))!["resources"]!.AsObject();
        Directory.Delete(folder, recursive: true);
        resources.Select(resource => resource.Key)
            .Should().BeEquivalentTo("api", "pictures", "pictures-connection-string");
        resources["pictures"]!["connectionString"]!.GetValue<string>()
            .Should().Be("{pictures-connection-string.value}");
        resources["api"]!["env"]!.AsObject().Select(variable => (variable.Key, variable.Value!.GetValue<string>()))
            .Should().BeEquivalentTo([
                ("ConnectionStrings__pictures", "{pictures.connectionString}"),
                ("ConnectionStrings__S3", "{pictures.connectionString}"),
            ]);
    }

    [Theory]
    [InlineData("Pictures", null)]
    [InlineData("pictures", "my_bucket")]
    public void AddBucket_WithANameThatNoBucketHas_SaysHowToNameIt(string name, string? bucketName)
    {
        var s3 = DistributedApplication.CreateBuilder([]).AddS3("s3");

        s3.Invoking(server => server.AddBucket(name, bucketName)).Should().Throw<ArgumentException>()
            .WithMessage($"'{bucketName ?? name}' cannot be a bucket's name. *AddBucket(name, bucketName)*");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65536)]
    public void WithPort_OutOfRange_IsAnError(int port)
    {
        var s3 = DistributedApplication.CreateBuilder([]).AddS3("s3");

        s3.Invoking(server => server.WithPort(port)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void WithDataFolder_StartsAtTheAppHost()
    {
        var builder = DistributedApplication.CreateBuilder([]);

        var s3 = builder.AddS3("s3").WithDataFolder("data/s3");

        s3.Resource.Folder.Should().Be(Path.Combine(builder.AppHostDirectory, "data", "s3"));
    }
}
