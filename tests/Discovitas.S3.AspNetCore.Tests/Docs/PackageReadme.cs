namespace Discovitas.S3.AspNetCore.Tests.Docs;

/// <summary>The C# of README.md.</summary>
internal static class PackageReadme
{
    internal static void FirstLines(WebApplicationBuilder builder, WebApplication app)
    {
        builder.Services.AddS3Uploads();
        builder.Services.AddAntiforgery();

        app.MapS3Uploads("/uploads", options => options.AllowedContentTypes.Add("image/png"))
            .RequireAuthorization();
    }
}
