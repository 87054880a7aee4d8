namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>How to send a file in one request; <c>expires</c> in seconds.</summary>
internal sealed record ParamsAnswer(
    string Method, string Url, IReadOnlyDictionary<string, string> Fields, IReadOnlyDictionary<string, string> Headers, int Expires, string Key);
