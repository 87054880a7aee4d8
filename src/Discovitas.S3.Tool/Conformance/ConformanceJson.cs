using System.Text.Json.Serialization;

namespace Discovitas.S3.Tool.Conformance;

/// <summary>Writes reports as JSON for scripts.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    UseStringEnumConverter = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ConformanceReport))]
internal sealed partial class ConformanceJson : JsonSerializerContext;
