using Discovitas.S3.TestSupport.Logging;
namespace Discovitas.S3.AspNetCore.Tests.Support;

/// <summary>Apps that are not started, with a bucket that is never used.</summary>
internal static class Apps
{
    internal static WebApplication Build(
        Action<IServiceCollection>? services = null, LogCollector? log = null, Action<S3Settings>? settings = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (log is not null)
        {
            builder.Logging.AddProvider(log);
        }

        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddDataProtection();
        builder.Services.AddS3Uploads(made =>
        {
            Apply(made);
            settings?.Invoke(made);
        });
        services?.Invoke(builder.Services);
        return builder.Build();
    }

    /// <summary>Names a bucket.</summary>
    internal static void Apply(S3Settings settings) => (settings.Bucket, settings.Region) = ("bucket", "eu-west-1");
}
