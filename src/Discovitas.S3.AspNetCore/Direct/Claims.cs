namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>What a client says of a file that it wants to send, read from a query or from JSON.</summary>
/// <param name="FileName">The name.</param>
/// <param name="ContentType">The media type.</param>
/// <param name="Size">The size in bytes, if it is told.</param>
/// <param name="Metadata">All metadata, allowed or not.</param>
internal sealed record Claims(string FileName, string ContentType, long? Size, IReadOnlyDictionary<string, string> Metadata);
