using System.Text.Json.Serialization;

namespace Discovitas.S3.AspNetCore.Messages;

/// <summary>A part under the names of S3's own API.</summary>
internal sealed record PartMessage(
    [property: JsonPropertyName("PartNumber")] int PartNumber,
    [property: JsonPropertyName("Size")] long? Size = null,
    [property: JsonPropertyName("ETag")] string? ETag = null);
