namespace Discovitas.S3.AspNetCore.Groups;

/// <summary>States what to do if forms need antiforgery tokens and no service can check them.</summary>
internal static class AntiforgeryAdvice
{
    internal static string Get(string path) =>
        $"The form uploads of MapS3Uploads at {path} need antiforgery tokens, and no service can check them: "
        + "call services.AddAntiforgery(), or .DisableAntiforgery() on what MapS3Uploads returns if no cookie signs "
        + "anyone in.";
}
