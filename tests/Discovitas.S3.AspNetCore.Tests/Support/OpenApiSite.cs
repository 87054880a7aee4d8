using Discovitas.S3.AspNetCore.Tests.Docs;

namespace Discovitas.S3.AspNetCore.Tests.Support;

/// <summary>A site with an OpenAPI document, made with the lines of docs/openapi.md or without them.</summary>
internal static class OpenApiSite
{
    internal const string Document = "/openapi/v1.json";

    internal static Task<UploadSite> StartAsync(bool forGenerators = true) => UploadSite.StartAsync(new SiteSetup
    {
        Services = services =>
        {
            services.AddDataProtection();
            services.AddAuthentication();
            services.AddAuthorization();
            if (forGenerators)
            {
                OpenApiPage.ForGenerators(services);
            }
            else
            {
                services.AddOpenApi();
            }
        },
        Options = options =>
        {
            options.AllowDirectUploads = true;
            options.AllowedMetadata.Add("album");
            options.MaxFileSize = 1000;
        },
        Endpoints = app =>
        {
            app.MapOpenApi();
            app.MapGroup("/api/{tenant}").MapS3Uploads("/avatars", options =>
            {
                options.MaxFiles = 1;
                options.AllowDirectUploads = false;
                options.AllowIdempotencyKey = false;
                options.AllowedContentTypes.Add("text/plain");
            }).DisableAntiforgery();
            app.MapS3Uploads("/private", options =>
            {
                options.AllowedContentTypes.Add("image/png");
                options.AllowedContentTypes.Add("image/jpeg");
            }).RequireAuthorization().DisableAntiforgery();
        },
    });

    internal static Task<string> GetDocumentAsync(UploadSite site) =>
        site.Http.GetStringAsync(new Uri(Document, UriKind.Relative));
}
