namespace Discovitas.S3.AspNetCore.Tests.Docs;

/// <summary>The C# of docs/health.md.</summary>
internal static class HealthPage
{
    internal static void HealthCheck(WebApplicationBuilder builder, WebApplication app)
    {
        builder.Services.AddHealthChecks().AddS3Uploads(tags: ["ready"], timeout: TimeSpan.FromSeconds(5));

        app.MapHealthChecks("/health");
    }
}
