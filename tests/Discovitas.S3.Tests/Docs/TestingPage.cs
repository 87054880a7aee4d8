using Discovitas.S3.Local;
using Microsoft.Extensions.Hosting;

namespace Discovitas.S3.Tests.Docs;

/// <summary>The examples of docs/testing.md.</summary>
internal static class TestingPage
{
    internal static S3Service MockOfTheService()
    {
        var service = new Mock<S3Service>();
        service.Setup(s => s.UploadAsync(It.IsAny<FileUploadRequest>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync("https://example.com/a.png");
        return service.Object;
    }

    internal static S3Service MockOfTheClient()
    {
        var client = new Mock<IAmazonS3>();
        var service = new S3Service(client.Object, new S3Settings { Bucket = "b", Region = "eu-west-1" });
        return service;
    }

    internal static async Task<(StoredFile File, int Tries)> EmbeddedAsync(FileUploadRequest request)
    {
        await using var server = await LocalS3Server.StartAsync();
        var settings = server.CreateSettings();
        using var client = S3Client.Create(settings);
        var service = new S3Service(client, settings);

        server.Faults = call =>
            call is { Operation: S3Operation.PutObject, OperationNumber: <= 3 } ? S3Fault.Reset : null;

        var (broken, tries) = (server.Faults, 0);
        server.Faults = call =>
        {
            tries += call.Operation is S3Operation.PutObject ? 1 : 0;
            return broken(call);
        };
        return (await service.StoreAsync(request), tries);
    }

    internal static void WhileDeveloping(HostApplicationBuilder builder)
    {
        var uploads = builder.Services.AddS3Uploads();
        if (builder.Environment.IsDevelopment())
        {
            uploads.UseLocalFolder("data/s3");
        }
    }
}
