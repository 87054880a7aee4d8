using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Tool;

/// <summary>How an app registers the library, and how the demo chooses between a bucket and the embedded S3.</summary>
internal static class UploadSetup
{
    /// <summary>Where the embedded S3 keeps its files, below the current directory.</summary>
    public const string Folder = ".data/s3";

    /// <summary>Registers uploads and the log.</summary>
    /// <returns>Whether files go to the embedded S3.</returns>
    public static bool AddUploads(this IHostApplicationBuilder builder, CommandLine command, Screen screen)
    {
        ShowLog(builder.Logging, screen);

        // All that is needed where section "S3" of the configuration, or the environment, names a bucket.
        var uploads = builder.Services.AddS3Uploads();

        // And this, for development without one.
        var isConfigured = IsConfigured(builder.Configuration);
        if (isConfigured && !command.Serve)
        {
            return false;
        }

        uploads.UseLocalFolder(Folder, allowOutsideDevelopment: true);
        var remark = isConfigured ? "not the bucket that is configured" : "for a real bucket set S3__Bucket: --help";
        screen.Line($"Using the embedded S3 in {Folder} ({remark}).");
        screen.Line();
        return true;
    }

    private static bool IsConfigured(IConfiguration configuration) =>
        configuration.GetSection("S3").Exists() || !string.IsNullOrEmpty(configuration["S3_BUCKET"]);

    private static void ShowLog(ILoggingBuilder log, Screen screen) => log
        .ClearProviders()
        .AddProvider(new ScreenLogger(screen))
        .SetMinimumLevel(LogLevel.Warning)

        // They would repeat in other words what is said here.
        .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
        .AddFilter("Discovitas.S3.Local", LogLevel.None);
}
