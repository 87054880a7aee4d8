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

    internal static void EndpointOfYourOwn(WebApplicationBuilder builder)
    {
        builder.Services.AddS3ProblemDetails();
        var app = builder.Build();
        app.UseExceptionHandler();

        app.MapPost("/pictures", async (IFormFile file, S3Service s3, CancellationToken cancellationToken) =>
            await s3.StoreAsync(file.ToUploadRequest(), cancellationToken)).DisableAntiforgery();
    }
}
