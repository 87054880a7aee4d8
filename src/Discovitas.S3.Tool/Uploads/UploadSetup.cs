using Discovitas.S3.Tool.Terminal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Tool.Uploads;

/// <summary>Registers the library, with the configured bucket or the embedded S3.</summary>
internal static class UploadSetup
{
    /// <summary>The folder of the embedded S3, below the current directory.</summary>
    internal const string Folder = ".data/s3";

    private const string Images = "Images";

    /// <summary>Returns whether the settings say something about pictures.</summary>
    internal static bool HasImages(IConfiguration configuration) =>
        configuration.GetSection("S3").GetChildren().Any(setting => IsImages(setting) && setting.Exists());

    /// <summary>Registers uploads and the log.</summary>
    /// <param name="builder">The app.</param>
    /// <param name="screen">Where the log is shown.</param>
    /// <param name="extend">Adds what the store does besides; null for nothing.</param>
    /// <returns>A sentence about the embedded S3, or null if the configured bucket is used.</returns>
    internal static string? AddUploads(
        this IHostApplicationBuilder builder, Screen screen, Action<S3UploadsBuilder>? extend = null)
    {
        ShowLog(builder.Logging, screen);

        // This is enough if section "S3" of the configuration, or the environment, names a bucket.
        var uploads = builder.Services.AddS3Uploads();
        (extend ?? LeavePictures)(uploads);

        // This is for development without a bucket.
        if (IsConfigured(builder.Configuration))
        {
            return null;
        }

        uploads.UseLocalFolder(Folder, allowOutsideDevelopment: true);
        return $"Using the embedded S3 in {Folder} (to use a bucket, see --help).";
    }

    // The settings may be those of an app. Files are uploaded as they are, whatever the app does with pictures.
    private static void LeavePictures(S3UploadsBuilder uploads) =>
        uploads.AddSubsection<ImageOptions>(Images, options: null, static (_, _) => { });

    // It says nothing about a bucket.
    private static bool IsImages(IConfigurationSection setting) =>
        setting.Key.Equals(Images, StringComparison.OrdinalIgnoreCase);

    private static bool IsConfigured(IConfiguration configuration) =>
        configuration.GetSection("S3").GetChildren().Any(setting => !IsImages(setting) && setting.Exists())
        || !string.IsNullOrEmpty(configuration["S3_BUCKET"])
        || !string.IsNullOrEmpty(configuration.GetConnectionString("S3"));

    private static void ShowLog(ILoggingBuilder log, Screen screen) => log
        .ClearProviders()
        .AddProvider(new ScreenLogger(screen))
        .SetMinimumLevel(LogLevel.Warning)

        // They would repeat what this program says.
        .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
        .AddFilter("Discovitas.S3.Local", LogLevel.None);
}
