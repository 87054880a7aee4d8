namespace Discovitas.S3.AspNetCore.Tests.Docs;

/// <summary>The C# of docs/problems.md.</summary>
internal static class ProblemsPage
{
    internal static void Everywhere(WebApplicationBuilder builder)
    {
        builder.Services.AddS3Uploads();
        builder.Services.AddS3ProblemDetails();
        var app = builder.Build();

        app.UseExceptionHandler();

        app.MapPost("/avatar", async (IFormFile file, S3Service s3) => await s3.StoreAsync(file.ToUploadRequest()))
            .DisableAntiforgery();
    }

    internal static void ForSome(WebApplication app)
    {
        app.MapGroup("/albums").WithUploadProblems();
    }
}
