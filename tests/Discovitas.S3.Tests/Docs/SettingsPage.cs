using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.Tests.Docs;

/// <summary>The examples of docs/settings.md.</summary>
internal static class SettingsPage
{
    internal static void Sources(IServiceCollection services, IConfiguration configuration)
    {
        services.AddS3Uploads(configuration.GetSection("Pictures"));
        services.AddS3Uploads(settings => settings.Bucket = "my-bucket")
            .Configure(settings => settings.Region = "eu-west-1");
    }

    internal static void ConnectionString(IServiceCollection services)
    {
        services.AddS3Uploads().UseConnectionString("pictures");
    }

    internal static S3Service WithoutContainer()
    {
        var settings = new S3Settings { Bucket = "my-bucket", Region = "eu-west-1" };
        using var client = S3Client.Create(settings);
        var s3 = new S3Service(client, settings);
        return s3;
    }
}
