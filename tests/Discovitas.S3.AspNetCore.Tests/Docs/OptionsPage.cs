using System.Security.Claims;

namespace Discovitas.S3.AspNetCore.Tests.Docs;

/// <summary>The C# of docs/options.md.</summary>
internal static class OptionsPage
{
    internal static void Configuration(WebApplicationBuilder builder, WebApplication app)
    {
        app.MapS3Uploads("/avatars", builder.Configuration.GetSection("Uploads:Avatars"), options =>
            options.Folder = http => http.User.FindFirstValue(ClaimTypes.NameIdentifier));
    }

    internal static void Pictures(WebApplication app)
    {
        app.MapS3Uploads("/portraits", options =>
        {
            options.AllowedContentTypes.Add("image/jpeg");
            options.Images = new ImageRules { RemoveMetadata = true, MaxPixels = 25_000_000, MinWidth = 200 };
        });
    }

    internal static void Housekeeping(WebApplicationBuilder builder)
    {
        builder.Services.AddS3Uploads().AddHousekeeping(options =>
        {
            options.Interval = TimeSpan.FromHours(6);
            options.WarnAboveBytes = 500_000_000_000;
        });
    }

    internal static void Stores(WebApplicationBuilder builder, WebApplication app)
    {
        builder.Services.AddS3Uploads();
        builder.Services.AddS3Uploads("avatars");

        app.MapS3Uploads("/documents", options => options.MaxFileSize = 100 * 1024 * 1024);
        app.MapS3Uploads("/avatars", options =>
        {
            options.Store = "avatars";
            options.MaxFileSize = 1024 * 1024;
        });
    }
}
