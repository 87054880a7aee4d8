using System.Text.Json.Serialization;

namespace Discovitas.S3.Tool.Buckets;

/// <summary>Writes reports as JSON for scripts.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    UseStringEnumConverter = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StorageUsage))]
[JsonSerializable(typeof(CleanReport))]
[JsonSerializable(typeof(SetupReport))]
[JsonSerializable(typeof(Diagnosis))]
internal sealed partial class ReportJson : JsonSerializerContext;
