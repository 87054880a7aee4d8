namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>A request that Uppy 6 wants signed, and what the app's page may add of the file.</summary>
internal sealed record SignBody(
    string? Method, string? Key, string? UploadId, int? PartNumber, string? ContentType, string? FileName, long? Size, LooseMetadata? Metadata);
