namespace Discovitas.S3.AspNetCore.Tests.Support;

/// <summary>Endpoints of an app's own that use the store, as minimal APIs and as a controller.</summary>
internal static class OwnEndpoints
{
    internal static void Add(IServiceCollection services) =>
        services.AddControllers().AddApplicationPart(typeof(PicturesController).Assembly);

    internal static IEndpointConventionBuilder[] Map(WebApplication app) =>
    [
        MapUpload(app),
        app.MapGet("/files/{**key}", ReadAsync),
        app.MapGet("/broken", string () => throw new InvalidOperationException("the app's own")),
        app.MapControllers(),
    ];

    internal static IEndpointConventionBuilder MapUpload(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/pictures", UploadAsync).DisableAntiforgery();

    private static async Task<IResult> UploadAsync(IFormFile file, S3Service s3) =>
        Results.Ok(await s3.UploadAsync(file.ToUploadRequest()));

    private static async Task<IResult> ReadAsync(string key, S3Service s3) =>
        Results.Stream((await s3.OpenReadAsync(key)).Content);
}
