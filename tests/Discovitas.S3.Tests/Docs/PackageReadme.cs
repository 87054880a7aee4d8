using Microsoft.Extensions.Hosting;

namespace Discovitas.S3.Tests.Docs;

/// <summary>The examples of the package's README, and those of the repository's that need no ASP.NET Core.</summary>
internal static class PackageReadme
{
    internal static void Register(HostApplicationBuilder builder)
    {
        builder.Services.AddS3Uploads();
    }

    internal static async Task<string> UploadAsync(S3Service s3, Stream stream, CancellationToken cancellationToken)
    {
        string url = await s3.UploadAsync(new FileUploadRequest("cat.jpg", "image/jpeg", stream), cancellationToken);
        return url;
    }
}
