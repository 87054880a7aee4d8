namespace Discovitas.S3.AspNetCore.Messages;

/// <summary>A request that Uppy 6 wants signed, and what the app's page may add about the file.</summary>
internal sealed record SignRequest(
    string? Method,
    string? Key,
    string? UploadId = null,
    int? PartNumber = null,
    string? ContentType = null,
    string? FileName = null,
    long? Size = null,
    LooseMetadata? Metadata = null);
