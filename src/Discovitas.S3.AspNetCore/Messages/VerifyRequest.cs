namespace Discovitas.S3.AspNetCore.Messages;

/// <summary>The key of a direct upload to verify.</summary>
internal sealed record VerifyRequest(string? Key);
