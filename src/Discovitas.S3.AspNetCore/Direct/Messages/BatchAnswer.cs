namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>Where to send several parts, by number.</summary>
internal sealed record BatchAnswer(IReadOnlyDictionary<string, string> PresignedUrls);
