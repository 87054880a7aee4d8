namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>The key of a direct upload that was one request.</summary>
internal sealed record VerifyBody(string? Key);
