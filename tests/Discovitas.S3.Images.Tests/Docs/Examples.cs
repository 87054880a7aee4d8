using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.Images.Tests.Docs;

/// <summary>The examples of the package's pages.</summary>
internal static class Examples
{
    internal static void Register(App builder)
    {
        builder.Services.AddS3Uploads().AddImages(options => options.MaxPixels = 20_000_000);
    }

    internal static async Task StoreAsync(S3Service s3, Stream stream, CancellationToken cancellationToken)
    {
        var request = new FileUploadRequest("me.jpg", "image/jpeg", stream)
        {
            Images = new ImageRules { MaxFrames = 1, MinWidth = 200, MinHeight = 200 },
        };
        StoredFile file = await s3.StoreAsync(request, cancellationToken);
        Console.WriteLine($"{file.Image!.Width} × {file.Image.Height}");
    }

    internal static S3Service Create(IAmazonS3 client, S3Settings settings)
    {
        var extensions = new S3Extensions { Filters = [new ImageFilter()] };
        var s3 = new S3Service(client, settings, extensions);
        return s3;
    }

    internal static void Limit(IServiceCollection services)
    {
        services.AddS3Uploads().AddImages(options =>
        {
            options.MaxPixels = 20_000_000;
            options.MaxFrames = 200;
            options.MaxTotalPixels = 100_000_000;
            options.MinWidth = 64;
            options.MinHeight = 64;
        });
    }

    internal static FileUploadRequest Narrow(Stream stream)
    {
        var request = new FileUploadRequest("me.jpg", "image/jpeg", stream)
        {
            Images = new ImageRules { MaxFrames = 1, MaxWidth = 4000, MaxHeight = 4000 },
        };
        return request;
    }

    internal static void KeepMetadata(IServiceCollection services)
    {
        services.AddS3Uploads().AddImages(options => options.RemoveMetadata = false);
    }

    /// <summary>Stands for the builder of an app.</summary>
    internal sealed record App(IServiceCollection Services);
}
