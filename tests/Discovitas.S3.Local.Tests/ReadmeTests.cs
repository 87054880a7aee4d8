using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Local.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Local.Tests;

/// <summary>The examples of the package's README, compiled and run.</summary>
public sealed class ReadmeTests
{
    private static readonly FileUploadRequest File = new("a.txt", "text/plain", "hello"u8.ToArray());

    [Fact]
    public async Task Example_InATest()
    {
        var file = File;

        await using var server = await LocalS3Server.StartAsync();
        using var s3 = new AmazonS3Client(server.AccessKeyId, server.SecretAccessKey, new AmazonS3Config { ServiceURL = server.ServiceUrl, ForcePathStyle = true });
        var url = await new S3Service(s3, Options.Create(server.CreateSettings())).UploadAsync(file);

        using var http = new HttpClient();
        (await http.GetStringAsync(url)).Should().Be("hello");
    }

    [Fact]
    public async Task Example_FaultsOnPurpose()
    {
        var file = File;

        await using var server = await LocalS3Server.StartAsync();
        using var s3 = new AmazonS3Client(server.AccessKeyId, server.SecretAccessKey, new AmazonS3Config { ServiceURL = server.ServiceUrl, ForcePathStyle = true });
        var uploads = new S3Service(s3, Options.Create(server.CreateSettings()));

        server.Faults = call => call.Operation == S3Operation.PutObject ? S3Fault.Error(HttpStatusCode.Forbidden, "AccessDenied") : null;
        await Assert.ThrowsAsync<S3StoreException>(() => uploads.UploadAsync(file));
        Assert.Empty(Directory.GetFiles(Path.Combine(server.Folder, server.Bucket), "*", SearchOption.AllDirectories));

        server.Faults = call => call is { Operation: S3Operation.PutObject, Number: 1 } ? S3Fault.Close.AfterCarryingOut() : null;
        await uploads.UploadAsync(file);
        Assert.Single(Directory.GetFiles(Path.Combine(server.Folder, server.Bucket), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Example_FromTheBrowser()
    {
        await using var server = await LocalS3Server.StartAsync();
        using var s3 = new AmazonS3Client(server.AccessKeyId, server.SecretAccessKey, new AmazonS3Config { ServiceURL = server.ServiceUrl, ForcePathStyle = true });

        await s3.PutCORSConfigurationAsync(new PutCORSConfigurationRequest
        {
            BucketName = server.Bucket,
            Configuration = new CORSConfiguration { Rules = [new CORSRule { AllowedOrigins = ["https://app.example"], AllowedMethods = ["PUT"], ExposeHeaders = ["ETag"] }] },
        });

        (await s3.GetCORSConfigurationAsync(server.Bucket)).Configuration.Rules.Should().ContainSingle();
    }

    [Fact]
    public async Task Example_InAnApp()
    {
        using var folder = new TemporaryFolder();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = folder.Path, EnvironmentName = "Development" });

        var uploads = builder.Services.AddS3Uploads();
        if (builder.Environment.IsDevelopment())
        {
            uploads.UseLocalFolder("data/s3");
        }

        using var app = builder.Build();
        await app.StartAsync();
        var url = await app.Services.GetRequiredService<S3Service>().UploadAsync(File);

        var key = new Uri(url).AbsolutePath["/local/".Length..];
        (await System.IO.File.ReadAllTextAsync(Path.Combine(folder.Path, "data/s3/local", key))).Should().Be("hello");
        await app.StopAsync();
    }
}
