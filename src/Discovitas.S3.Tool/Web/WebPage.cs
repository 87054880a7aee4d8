using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Tool.Web;

/// <summary>Uploads from a web page: how an app maps the library's endpoints, and a page that uses them.</summary>
internal static class WebPage
{
    private const long MaxFileSize = 5L * 1024 * 1024 * 1024;

    // Uploads that are under way when the page ends: the browser will not get another answer, however long this is.
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(3);

    /// <summary>Serves the page until Ctrl+C.</summary>
    public static async Task<int> RunAsync(CommandLine command, Screen screen)
    {
        var builder = WebApplication.CreateBuilder();
        var isEmbedded = builder.AddUploads(command, screen);
        AddPage(builder, command.Port);

        await using var app = builder.Build();
        var place = isEmbedded ? $"the embedded S3 in {UploadSetup.Folder}" : $"the bucket {Settings(app).Bucket}";
        await MapPageAsync(app, place);
        await app.StartAsync();
        screen.Line($"Open http://localhost:{new Uri(app.Urls.First()).Port} in a browser; Ctrl+C ends it.");
        await app.WaitForShutdownAsync();
        screen.Line();
        screen.Line(isEmbedded ? $"The page has ended; its files stay in {UploadSetup.Folder}." : "The page has ended.");
        return ExitCode.Done;
    }

    private static void AddPage(WebApplicationBuilder builder, int port)
    {
        // Nobody signs in, so nobody else may get in: this machine alone, and no foreign name that has been made to point to it.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Configuration["AllowedHosts"] = "localhost;127.0.0.1";
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestFarewell);

        // Direct uploads are bound to this process, so that no key is left on the disk. An app calls AddDataProtection().
        builder.Services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        builder.Services.AddSingleton<StoredFiles>();
    }

    private static async Task MapPageAsync(WebApplication app, string place)
    {
        var security = await PageSecurity.CreateAsync(app.Services.GetRequiredService<S3Service>(), Settings(app));
        app.Use(security.GuardAsync);

        var page = new EmbeddedFileProvider(typeof(WebPage).Assembly, "Discovitas.S3.Tool.Page");
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = page });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = page, OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache" });

        // No antiforgery token: there is no sign-in that another site could misuse, and PageSecurity keeps other sites' pages out.
        app.MapS3Uploads("/uploads", options =>
        {
            options.MaxFileSize = MaxFileSize;
            options.AllowedMetadata.Add(StoredFiles.NameOfFile);
        }).DisableAntiforgery();
        app.Services.GetRequiredService<StoredFiles>().Map(app, place, Math.Min(MaxFileSize, Settings(app).MaxFileSize ?? MaxFileSize));
    }

    private static S3Settings Settings(WebApplication app) => app.Services.GetRequiredService<IOptions<S3Settings>>().Value;
}
