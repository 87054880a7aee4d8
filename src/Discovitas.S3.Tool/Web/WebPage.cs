using System.Net;
using Discovitas.S3.Tool.Terminal;
using Discovitas.S3.Tool.Uploads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Tool.Web;

/// <summary>Serves a page for uploads on the library's endpoints.</summary>
internal static class WebPage
{
    private const long MaxFileSize = 5L * 1024 * 1024 * 1024;

    // How long uploads may continue after Ctrl+C. More would not help: the browser gets no further response.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(3);

    /// <summary>Serves the page until Ctrl+C.</summary>
    /// <param name="port">The port; 0 for any free one.</param>
    /// <param name="screen">Where the address is shown.</param>
    internal static async Task<int> RunAsync(int port, Screen screen)
    {
        var builder = WebApplication.CreateBuilder();
        var embedded = builder.AddUploads(screen, AddImages);
        AddPage(builder, port);
        if (embedded is not null)
        {
            screen.Sentence(embedded);
            screen.Line();
        }

        await using var app = builder.Build();
        var place = embedded is null
            ? $"the bucket {Settings(app).Bucket}"
            : $"the embedded S3 in {UploadSetup.Folder}";
        if (embedded is null && !await BucketCheck.RunAsync(app.Services.GetRequiredService<S3Service>(), screen))
        {
            return ExitCode.Failed;
        }

        await MapPageAsync(app, place);
        await app.StartAsync();
        screen.Sentence($"Open http://localhost:{new Uri(app.Urls.First()).Port} in a browser. Press Ctrl+C to stop.");
        await app.WaitForShutdownAsync();
        screen.Line();
        screen.Sentence(embedded is not null ? $"Stopped. The files remain in {UploadSetup.Folder}." : "Stopped.");
        return ExitCode.Success;
    }

    private static void AddPage(WebApplicationBuilder builder, int port)
    {
        // Nobody signs in, so only this machine may connect, and under no other host name that points to it.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Configuration["AllowedHosts"] = "localhost;127.0.0.1";
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);

        // Direct uploads are bound to this process, so no key remains on the disk. An app calls AddDataProtection().
        builder.Services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        builder.Services.AddSingleton<StoredFiles>();
    }

    // The page takes any file. It says of each picture whether its metadata is removed.
    // Section S3:Images comes after these defaults.
    private static void AddImages(S3UploadsBuilder uploads)
    {
        uploads.Services.Configure<ImageOptions>(options =>
            (options.OnUnsupported, options.MaxPixels, options.MaxTotalPixels) =
                (UnsupportedImages.Pass, int.MaxValue, null));
        uploads.AddImages();
    }

    private static async Task MapPageAsync(WebApplication app, string place)
    {
        var security = await PageSecurity.CreateAsync(app.Services.GetRequiredService<S3Service>(), Settings(app));
        app.Use(security.GuardAsync);

        var page = new EmbeddedFileProvider(typeof(WebPage).Assembly, "Discovitas.S3.Tool.Page");
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = page });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = page,
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
        });

        var maxFileSize = Math.Min(MaxFileSize, Settings(app).MaxFileSize ?? MaxFileSize);

        // No antiforgery token: there is no sign-in to misuse, and PageSecurity rejects pages of other sites.
        app.MapS3Uploads("/uploads", options =>
        {
            options.MaxFileSize = maxFileSize;
            options.AllowedMetadata.Add(StoredFiles.NameOfFile);
        }).DisableAntiforgery();
        app.Services.GetRequiredService<StoredFiles>().Map(app, place, maxFileSize);
    }

    private static S3Settings Settings(WebApplication app) =>
        app.Services.GetRequiredService<IOptions<S3Settings>>().Value;
}
