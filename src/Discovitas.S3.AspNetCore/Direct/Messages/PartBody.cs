using System.Text.Json.Serialization;

namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>A part, under S3's own names.</summary>
internal sealed record PartBody(
    [property: JsonPropertyName("PartNumber")] int PartNumber, [property: JsonPropertyName("Size")] long Size, [property: JsonPropertyName("ETag")] string? ETag);
