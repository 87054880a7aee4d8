using System.Text.Json;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>The answer to a request of the page's own.</summary>
internal sealed class Fetched
{
    public int Status { get; set; }

    public string Body { get; set; } = "";

    internal string? Code => JsonSerializer.Deserialize<Problem>(Body, JsonSerializerOptions.Web)!.Code;

    internal T Read<T>() => JsonSerializer.Deserialize<T>(Body, JsonSerializerOptions.Web)!;

    private sealed record Problem(string? Code);
}
