using System.Net.Http.Headers;
using System.Text.Json;

namespace Discovitas.S3.AspNetCore.Tests.Support;

/// <summary>A response, read to its end.</summary>
internal sealed record Response(int Status, string Reason, string Body)
{
    internal HttpResponseHeaders Headers { get; private init; } = new HttpResponseMessage().Headers;

    internal string? Type { get; private init; }

    internal JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>Gets the code of problem details.</summary>
    internal string? Code => Text("code");

    /// <summary>Gets status and code of problem details; the status alone if there are none.</summary>
    internal string Problem =>
        Body.StartsWith('{') && Json.TryGetProperty("code", out var code) ? $"{Status} {code}" : $"{Status}";

    internal string Text(string name) => Json.GetProperty(name).GetString()!;

    internal static async Task<Response> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var body = await response.Content.ReadAsStringAsync();
            return new Response((int)response.StatusCode, response.ReasonPhrase ?? "", body)
            {
                Headers = response.Headers,
                Type = response.Content.Headers.ContentType?.ToString(),
            };
        }
    }
}
