using System.Security.Claims;

namespace Discovitas.S3.AspNetCore.Tests.Docs;

/// <summary>The C# of docs/forms.md.</summary>
internal static class FormsPage
{
    internal static void Rules(WebApplicationBuilder builder, WebApplication app)
    {
        builder.Services.AddS3Uploads();
        builder.Services.AddAntiforgery();

        app.MapS3Uploads("/uploads", options =>
        {
            options.MaxFileSize = 20 * 1024 * 1024;
            options.AllowedContentTypes.Add("image/png");
            options.AllowedContentTypes.Add("image/jpeg");
        }).RequireAuthorization();
    }

    internal static void Callbacks(WebApplication app, IQuota quota, IPictures pictures)
    {
        app.MapS3Uploads("/avatars", options =>
        {
            options.MaxFiles = 1;
            options.Folder = http => $"avatars/{http.User.FindFirstValue(ClaimTypes.NameIdentifier)}";
            options.BeforeUpload = async (upload, cancellationToken) =>
                await quota.IsFullAsync(upload.HttpContext.User, cancellationToken)
                    ? new UploadRejection("Your space is full.") { IsQuota = true }
                    : null;
            options.AfterUpload = async (upload, cancellationToken) =>
                await pictures.AddAsync(upload.File.Key, upload.FileName, cancellationToken);
        });
    }

    internal static void OwnEndpoint(WebApplicationBuilder builder, WebApplication app)
    {
        builder.Services.AddS3Uploads();

        app.MapPost("/pictures", async (IFormFile file, S3Service s3, CancellationToken cancellationToken) =>
                Results.Ok(await s3.UploadAsync(file.ToUploadRequest(), cancellationToken)))
            .WithUploadProblems()
            .DisableAntiforgery();
    }

    /// <summary>The app's own.</summary>
    internal interface IQuota
    {
        public Task<bool> IsFullAsync(ClaimsPrincipal user, CancellationToken cancellationToken);
    }

    /// <summary>The app's own.</summary>
    internal interface IPictures
    {
        public Task AddAsync(string key, string fileName, CancellationToken cancellationToken);
    }
}
