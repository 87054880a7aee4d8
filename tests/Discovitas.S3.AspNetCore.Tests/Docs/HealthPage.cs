namespace Discovitas.S3.AspNetCore.Tests.Docs;

/// <summary>The C# of docs/health.md and docs/diagnosis.md.</summary>
internal static class HealthPage
{
    internal static void HealthCheck(WebApplicationBuilder builder, WebApplication app)
    {
        builder.Services.AddHealthChecks().AddS3Uploads(tags: ["ready"], timeout: TimeSpan.FromSeconds(5));

        app.MapHealthChecks("/health");
    }

    internal static void Diagnosis(WebApplication app) => app.MapS3Diagnosis("/diagnosis");
}
