using System.Text.Json;
using System.Text.Json.Serialization;

namespace Discovitas.S3.AspNetCore.Messages;

/// <summary>
/// Reads and writes all JSON of the endpoints, by generated code: it works trimmed and with Native AOT.
/// </summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProblemResponse))]
[JsonSerializable(typeof(UploadResponse))]
[JsonSerializable(typeof(IReadOnlyList<UploadResponse>))]
[JsonSerializable(typeof(ParamsResponse))]
[JsonSerializable(typeof(CreateRequest))]
[JsonSerializable(typeof(CreateResponse))]
[JsonSerializable(typeof(PartUrlResponse))]
[JsonSerializable(typeof(PartUrlsResponse))]
[JsonSerializable(typeof(IReadOnlyList<PartMessage>))]
[JsonSerializable(typeof(CompleteRequest))]
[JsonSerializable(typeof(CompleteResponse))]
[JsonSerializable(typeof(VerifyRequest))]
[JsonSerializable(typeof(SignRequest))]
[JsonSerializable(typeof(SignResponse))]
[JsonSerializable(typeof(DiagnosisResponse))]
internal sealed partial class UploadJson : JsonSerializerContext;
