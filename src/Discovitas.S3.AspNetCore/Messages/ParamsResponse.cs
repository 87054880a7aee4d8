using System.Text.Json.Serialization;

namespace Discovitas.S3.AspNetCore.Messages;

/// <summary>Describes how to send a file in one request. The URL expires after <c>expires</c> seconds.</summary>
[JsonNumberHandling(JsonNumberHandling.Strict)]
internal sealed record ParamsResponse(
    string Method,
    string Url,
    IReadOnlyDictionary<string, string> Fields,
    IReadOnlyDictionary<string, string> Headers,
    int Expires,
    string Key,
    string? Token = null);
