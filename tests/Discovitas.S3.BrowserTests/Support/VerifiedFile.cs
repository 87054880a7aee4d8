namespace Discovitas.S3.BrowserTests.Support;

/// <summary>What the server answered when a page asked it to check a file.</summary>
internal sealed record VerifiedFile(
    int Status, string? Code, string? Url, string? Key, long? Size, string? ContentType, string? FileName);
