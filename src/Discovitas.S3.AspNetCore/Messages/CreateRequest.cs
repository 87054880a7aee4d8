namespace Discovitas.S3.AspNetCore.Messages;

/// <summary>A file that a client wants to send in parts, as Uppy describes it.</summary>
internal sealed record CreateRequest(
    string? Filename, string? Type = null, long? Size = null, LooseMetadata? Metadata = null);
