using Discovitas.S3.TestSupport.Docs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Discovitas.S3.Local.Tests;

/// <summary>The examples of the package's README and docs, compiled and run.</summary>
public sealed class ReadmeTests
{
    private static readonly FileUploadRequest Text = new("a.txt", "text/plain", "hello"u8.ToArray());

    [Fact]
    public async Task Readme_InAnApp()
    {
        using var folder = new TemporaryFolder();
        var builder = Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { ContentRootPath = folder.Path, EnvironmentName = "Development" });

        var uploads = builder.Services.AddS3Uploads();
        if (builder.Environment.IsDevelopment())
        {
            uploads.UseLocalFolder("data/s3");
        }

        using var app = builder.Build();
        await app.StartAsync();
        var url = await app.Services.GetRequiredService<S3Service>().UploadAsync(Text);

        var key = new Uri(url).AbsolutePath["/local/".Length..];
        (await File.ReadAllTextAsync(Path.Combine(folder.Path, "data/s3/local", key))).Should().Be("hello");
        await app.StopAsync();
    }

    [Fact]
    public async Task Readme_InATest()
    {
        var file = Text;

        await using var server = await LocalS3Server.StartAsync();
        var settings = server.CreateSettings();
        using var client = S3Client.Create(settings);
        var s3 = new S3Service(client, settings);

        var url = await s3.UploadAsync(file);

        using var http = new HttpClient();
        (await http.GetStringAsync(url)).Should().Be("hello");
    }

    [Fact]
    public async Task Docs_Faults()
    {
        var file = Text;

        await using var server = await LocalS3Server.StartAsync();
        var settings = server.CreateSettings();
        using var client = S3Client.Create(settings);
        var s3 = new S3Service(client, settings);

        server.Faults = call => call.Operation == S3Operation.PutObject
            ? S3Fault.Error(HttpStatusCode.Forbidden, "AccessDenied")
            : null;
        await Assert.ThrowsAsync<S3StoreException>(() => s3.UploadAsync(file));
        Assert.Empty(Directory.GetFiles(Path.Combine(server.Folder, server.Bucket), "*", SearchOption.AllDirectories));

        server.Faults = call => call is { Operation: S3Operation.PutObject, OperationNumber: 1 }
            ? S3Fault.Close.AfterCarryingOut()
            : null;
        await s3.UploadAsync(file);
        Assert.Single(Directory.GetFiles(Path.Combine(server.Folder, server.Bucket), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Docs_Limits()
    {
        await using var server = await LocalS3Server.StartAsync(new LocalS3Options
        {
            AccessKeys =
            {
                new() { AccessKeyId = "READER", SecretAccessKey = "reader-secret", IsReadOnly = true },
                new() { AccessKeyId = "PICTURES", SecretAccessKey = "pictures-secret", Buckets = ["pictures"] },
            },
        });

        server.AccessKeyId.Should().Be("LOCALDEVELOPMENT");
    }

    [Fact]
    public async Task Docs_Browsers()
    {
        await using var server = await LocalS3Server.StartAsync();
        using var client = S3Client.Create(server.CreateSettings());

        await client.PutCORSConfigurationAsync(new PutCORSConfigurationRequest
        {
            BucketName = server.Bucket,
            Configuration = new CORSConfiguration
            {
                Rules =
                [
                    new CORSRule
                    {
                        AllowedOrigins = ["https://app.example"],
                        AllowedMethods = ["PUT"],
                        ExposeHeaders = ["ETag"],
                    },
                ],
            },
        });

        (await client.GetCORSConfigurationAsync(server.Bucket)).Configuration.Rules.Should().ContainSingle();
    }

    [Fact]
    public async Task Docs_Testing()
    {
        var file = new FileUploadRequest("a.png", "image/png", "hello"u8.ToArray());
        await using var server = await LocalS3Server.StartAsync();
        using var client = S3Client.Create(server.CreateSettings());
        var s3 = new S3Service(client, server.CreateSettings());

        await server.ResetAsync();
        await s3.UploadAsync(file);
        Assert.Single(server.Requests, request => request is { Operation: S3Operation.PutObject, Status: 200 });

        server.Requests.Clear();
        await s3.UploadAsync(file);

        var put = Assert.Single(server.Requests, request => request.Operation == S3Operation.PutObject);
        Assert.Equal("image/png", put.Headers["Content-Type"]);
        Assert.DoesNotContain(server.Requests, request => request.ErrorCode is not null);
    }

    [Theory]
    [InlineData("README.md", 6)]
    [InlineData("docs/faults.md", 2)]
    [InlineData("docs/testing.md", 4)]
    public void EveryExample_IsCompiled(string page, int examples) =>
        new MarkdownPage($"src/Discovitas.S3.Local/{page}").ShouldBeCompiledIn(
            examples,
            [
                .. ((string[])["ReadmeTests", "S3Fixture", "S3FixtureTests", "UseLocalS3Tests"])
                    .Select(file => $"tests/Discovitas.S3.Local.Tests/{file}.cs"),
            ]);
}
