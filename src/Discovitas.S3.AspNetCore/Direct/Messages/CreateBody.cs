namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>A file to be sent in parts, as Uppy describes it.</summary>
internal sealed record CreateBody(string? Filename, string? Type, long? Size, LooseMetadata? Metadata);
