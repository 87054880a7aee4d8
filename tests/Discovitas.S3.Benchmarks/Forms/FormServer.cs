using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Benchmarks.Forms;

/// <summary>
/// An app that takes forms in two ways: as this library maps them, and as an endpoint with <c>IFormFile</c> and the
/// SDK's defaults.
/// </summary>
internal static class FormServer
{
    /// <summary>Serves until standard input ends, which it does with the process that started this one.</summary>
    internal static async Task<int> ServeAsync(string storeUrl)
    {
        var target = new Target(new Uri(storeUrl), "bench", "us-east-1", "BENCHMARK", "secret-of-the-benchmark");
        using var sdk = SdkClients.ByDefault(target);
        await using var ours = SdkClients.AsOurs(target);
        await using var app = Build(ours.GetRequiredService<S3Service>());
        app.MapS3Uploads(
            "/" + FormPlan.Streamed,
            options => (options.MaxFileSize, options.AllowDirectUploads) = (FormPlan.Size, false)).DisableAntiforgery();
        app.MapPost(
            "/" + FormPlan.Buffered,
            (IFormFile file, CancellationToken cancellationToken) => PutAsync(file, sdk, target, cancellationToken))
            .WithFormOptions(multipartBodyLengthLimit: long.MaxValue)
            .WithMetadata(new DisableRequestSizeLimitAttribute())
            .DisableAntiforgery();
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static WebApplication Build(S3Service s3)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(s3);
        return builder.Build();
    }

    private static async Task<IResult> PutAsync(
        IFormFile file, IAmazonS3 s3, Target target, CancellationToken cancellationToken)
    {
        await using var bytes = file.OpenReadStream();
        var request = new PutObjectRequest
        {
            BucketName = target.Bucket,
            Key = target.NextKey(),
            ContentType = file.ContentType,
            InputStream = bytes,
        };
        await s3.PutObjectAsync(request, cancellationToken);
        return Results.Created();
    }
}
