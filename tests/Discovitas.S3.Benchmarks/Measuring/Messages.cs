using System.Text.Json.Serialization;

namespace Discovitas.S3.Benchmarks.Measuring;

/// <summary>What goes between the processes, a line each.</summary>
[JsonSerializable(typeof(Job))]
[JsonSerializable(typeof(Run))]
internal sealed partial class Messages : JsonSerializerContext;
