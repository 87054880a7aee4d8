using System.Text.Json.Serialization;

namespace Discovitas.S3.AspNetCore.Messages;

/// <summary>The signed URL of one part. It expires after <c>expires</c> seconds.</summary>
[JsonNumberHandling(JsonNumberHandling.Strict)]
internal sealed record PartUrlResponse(string Url, int Expires);
