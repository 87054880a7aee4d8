namespace Discovitas.S3.AspNetCore.Messages;

/// <summary>A signed request.</summary>
internal sealed record SignResponse(string Url)
{
    public string? Key { get; init; }

    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    public IReadOnlyDictionary<string, string>? Fields { get; init; }
}
