namespace Discovitas.S3.AspNetCore.Messages;

/// <summary>The key of a direct upload to verify, and its token if the client knows it.</summary>
internal sealed record VerifyRequest(string? Key, string? Token = null);
