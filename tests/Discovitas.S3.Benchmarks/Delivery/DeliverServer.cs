using Amazon.S3;
using Discovitas.S3.Local;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Benchmarks.Delivery;

/// <summary>
/// An app that delivers a file in two ways: by this library, and by copying the SDK's <c>GetObjectAsync</c>.
/// </summary>
internal static class DeliverServer
{
    /// <summary>Serves until standard input ends, which it does with the process that started this one.</summary>
    internal static async Task<int> ServeAsync(string storeUrl)
    {
        var local = new LocalS3Options();
        var target = new Target(
            new Uri(storeUrl), local.Bucket, local.Region, local.AccessKeyId, local.SecretAccessKey);
        using var sdk = SdkClients.ByDefault(target);
        await using var ours = SdkClients.AsOurs(target);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(ours.GetRequiredService<S3Service>());
        await using var app = builder.Build();
        app.MapGet($"/{DeliverPromise.Ours}/{{**key}}", (string key) => S3Results.Stream(key));
        app.MapGet($"/{DeliverPromise.Plain}/{{**key}}", (string key, HttpContext http) =>
            CopyAsync(http, sdk, target.Bucket, key));
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static async Task CopyAsync(HttpContext http, IAmazonS3 s3, string bucket, string key)
    {
        using var file = await s3.GetObjectAsync(bucket, key, http.RequestAborted);
        http.Response.ContentLength = file.ContentLength;
        await file.ResponseStream.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}
