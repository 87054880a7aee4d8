using System.Text.Json;
using System.Text.Json.Serialization;
using Discovitas.S3.AspNetCore.Direct;
using Discovitas.S3.AspNetCore.Problems;

namespace Discovitas.S3;

/// <summary>All JSON that goes in and out, by generated code, so that trimming and Native AOT take nothing away.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(IReadOnlyList<UploadAnswer>))]
[JsonSerializable(typeof(ParamsAnswer))]
[JsonSerializable(typeof(CreateBody))]
[JsonSerializable(typeof(CreateAnswer))]
[JsonSerializable(typeof(PartAnswer))]
[JsonSerializable(typeof(BatchAnswer))]
[JsonSerializable(typeof(IReadOnlyList<PartBody>))]
[JsonSerializable(typeof(CompleteBody))]
[JsonSerializable(typeof(CompleteAnswer))]
[JsonSerializable(typeof(VerifyBody))]
[JsonSerializable(typeof(SignBody))]
[JsonSerializable(typeof(SignAnswer))]
[JsonSerializable(typeof(UploadAnswer))]
internal sealed partial class UploadJson : JsonSerializerContext;
