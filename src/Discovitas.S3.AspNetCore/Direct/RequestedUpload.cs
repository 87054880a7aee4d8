namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>Describes a file that a client requests to upload directly, as the client states it.</summary>
/// <param name="FileName">The name.</param>
/// <param name="ContentType">The content type.</param>
/// <param name="Size">The size in bytes; null if the client does not state it.</param>
/// <param name="Metadata">All metadata, allowed or not.</param>
internal sealed record RequestedUpload(
    string FileName, string ContentType, long? Size, IReadOnlyDictionary<string, string> Metadata);
