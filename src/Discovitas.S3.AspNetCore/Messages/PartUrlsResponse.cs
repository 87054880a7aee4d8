namespace Discovitas.S3.AspNetCore.Messages;

/// <summary>The signed URLs of several parts, by part number.</summary>
internal sealed record PartUrlsResponse(IReadOnlyDictionary<string, string> PresignedUrls);
