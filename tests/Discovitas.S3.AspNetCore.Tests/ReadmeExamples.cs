using System.Net;
using System.Security.Claims;
using Amazon.S3;
using Discovitas.S3.Local;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Moq;

namespace Discovitas.S3.AspNetCore.Tests;

/// <summary>
/// The C# of the repository's README, so that it compiles; <see cref="ReadmeTests"/> sees to it that it is the same
/// text. The parts that can run without a bucket of one's own are run there.
/// </summary>
internal static class ReadmeExamples
{
    internal static void FiveLines(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddS3Uploads();
        var app = builder.Build();
        app.MapPost("/pictures", async (IFormFile file, S3Service s3) => await s3.UploadAsync(file.ToUploadRequest()))
            .DisableAntiforgery();
        app.Run();
    }

    internal static void BrowserUploads(WebApplicationBuilder builder, WebApplication app)
    {
        builder.Services.AddS3Uploads();
        builder.Services.AddAntiforgery();

        app.MapS3Uploads("/uploads", options =>
        {
            options.MaxFileSize = 20 * 1024 * 1024;
            options.AllowedContentTypes.Add("image/jpeg");
            options.AllowedContentTypes.Add("image/png");
            options.Folder = http => $"people/{http.User.FindFirstValue(ClaimTypes.NameIdentifier)}";
            options.AfterUpload = async (upload, cancellationToken) =>
                await SavePictureAsync(upload.HttpContext.User, upload.File.Key, cancellationToken);
        }).RequireAuthorization();

        // The app's own.
        static Task SavePictureAsync(ClaimsPrincipal user, string key, CancellationToken cancellationToken) =>
            Console.Out.WriteLineAsync($"{user.Identity?.Name}: {key}".AsMemory(), cancellationToken);
    }

    internal static async Task<string> BytesAsync(S3Service s3, byte[] bytes)
    {
        var url = await s3.UploadAsync(new FileUploadRequest("example.jpg", "image/jpeg", bytes));
        return url;
    }

    internal static async Task<StoredFile> FullRequestAsync(S3Service s3)
    {
        var file = await s3.StoreAsync(new FileUploadRequest(
            "report.pdf", "application/pdf", UploadContent.FromFile("report.pdf"))
        {
            Folder = "reports/42",
            CacheControl = "public, max-age=31536000, immutable",
            Disposition = FileDisposition.Attachment,
            KeepFileName = true,
            Metadata = new Dictionary<string, string> { ["author"] = "Jürgen" },
            Tags = new Dictionary<string, string> { ["kind"] = "report" },
            Progress = new Progress<UploadProgress>(
                progress => Console.WriteLine($"{progress.BytesSent} of {progress.TotalBytes}")),
        });
        return file;
    }

    internal static async Task<(
        string PublicUrl, TemporaryUrl Temporary, StoredFileMetadata? Metadata,
        bool Exists)> AfterwardsAsync(S3Service s3, StoredFile file)
    {
        var publicUrl = s3.GetPublicUrl(file.Key);
        var temporary = await s3.GetTemporaryUrlAsync(file.Key, TimeSpan.FromHours(1), downloadName: "Report 2026.pdf");
        var metadata = await s3.GetMetadataAsync(file.Url);   // null when there is no such file
        await using var start =
            await s3.OpenReadAsync(file.Key, offset: 0, length: 1024);   // start.Content, .Length, .Size, .ETag
        var exists = await s3.ExistsAsync(file.Key);
        await s3.DeleteAsync(file.Key);   // no error when it is gone already
        await s3.DeleteAsync([file.Key, file.Url]);
        await foreach (var listed in s3.ListAsync("reports/42"))
        {
            Console.WriteLine($"{listed.Url} {listed.Size}");
        }

        return (publicUrl, temporary, metadata, exists);
    }

    internal static S3Service MockOfTheClient()
    {
        var s3 = new Mock<IAmazonS3>();
        var service = new S3Service(s3.Object, Options.Create(new S3Settings { Bucket = "b", Region = "eu-west-1" }));
        return service;
    }

    internal static S3Service MockOfTheService()
    {
        var service = new Mock<S3Service>();
        service.Setup(s => s.UploadAsync(It.IsAny<FileUploadRequest>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync("https://example.com/a.png");
        return service.Object;
    }

    internal static async Task<IResult> AnswerAsync(IFormFile file, S3Service s3, CancellationToken cancellationToken)
    {
        try
        {
            return Results.Ok(await s3.UploadAsync(file.ToUploadRequest(), cancellationToken));
        }
        catch (UploadRejectedException refusal)
        {
            return Results.Problem(
                refusal.Message, statusCode: refusal.Reason is UploadRejectionReason.TooLarge ? 413 : 415);
        }
    }

    internal static async Task<string> EmbeddedAsync(FileUploadRequest request)
    {
        await using var server = await LocalS3Server.StartAsync();
        using var client = new AmazonS3Client(
            server.AccessKeyId, server.SecretAccessKey,
            new AmazonS3Config { ServiceURL = server.ServiceUrl, ForcePathStyle = true });
        var service = new S3Service(client, Options.Create(server.CreateSettings()));
        return await service.UploadAsync(request);
    }

    internal static async Task<string> BrokenAsync(LocalS3Server server, S3Service service, FileUploadRequest request)
    {
        server.Faults = call => call is { Operation: S3Operation.PutObject, Number: <= 3 }
            ? S3Fault.Error(HttpStatusCode.ServiceUnavailable, "SlowDown") : null;
        return await service.UploadAsync(request);
    }

    internal static void WhileDeveloping(WebApplicationBuilder builder)
    {
        var uploads = builder.Services.AddS3Uploads();
        if (builder.Environment.IsDevelopment())
        {
            uploads.UseLocalFolder("data/s3");
        }
    }
}
