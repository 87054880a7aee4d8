using System.Security.Claims;
using Microsoft.AspNetCore.Components.Forms;

namespace Discovitas.S3.AspNetCore.Tests.Docs;

/// <summary>The C# of docs/blazor.md, apart from that of its components.</summary>
internal sealed class BlazorPage(S3Service s3)
{
    private string? _url;
    private string? _message;

    internal string? Shown => _url ?? _message;

    internal static void Start(WebApplicationBuilder builder, WebApplication app)
    {
        builder.Services.AddS3Uploads();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();

        app.UseAntiforgery();
        app.MapS3Uploads("/uploads", options => options.AllowedContentTypes.Add("image/png")).RequireAuthorization();
    }

    internal static void Recorded(WebApplication app, IPictures pictures) =>
        app.MapS3Uploads("/uploads", options => options.AfterUpload = async (upload, cancellationToken) =>
            await pictures.AddAsync(upload.HttpContext.User, upload.File.Key, cancellationToken));

    internal Task ChosenAsync(InputFileChangeEventArgs args) => StoreAsync(args);

    private async Task StoreAsync(InputFileChangeEventArgs args)
    {
        try
        {
            _url = await s3.UploadAsync(args.File.ToUploadRequest(maxFileSize: 20 * 1024 * 1024));
        }
        catch (UploadRejectedException rejection)
        {
            _message = rejection.Message;
        }
    }

    /// <summary>The app's own.</summary>
    internal interface IPictures
    {
        public Task AddAsync(ClaimsPrincipal user, string key, CancellationToken cancellationToken);
    }
}
