namespace Discovitas.S3.AspNetCore.Tests.Docs;

/// <summary>
/// The examples in the README of the repository, and in the pages of the core, that need ASP.NET Core. The core's tests
/// compare the pages with this file.
/// </summary>
internal static class RootReadmeExamples
{
    internal static void FirstApp(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddS3Uploads();
        builder.Services.AddAntiforgery();
        var app = builder.Build();
        app.MapS3Uploads("/pictures");
        app.Run();
    }

    internal static void EndpointOfYourOwn(WebApplication app)
    {
        app.MapPost("/pictures", async (IFormFile file, S3Service s3, CancellationToken cancellationToken) =>
        {
            try
            {
                return Results.Ok(await s3.UploadAsync(file.ToUploadRequest(), cancellationToken));
            }
            catch (UploadRejectedException rejection)
            {
                var isTooLarge = rejection.Reason is UploadRejectionReason.TooLarge;
                return Results.Problem(rejection.Message, statusCode: isTooLarge ? 413 : 415);
            }
        }).DisableAntiforgery();
    }
}
