namespace Discovitas.S3.BrowserTests.Support;

/// <summary>A file that the module says is stored.</summary>
internal sealed record ModuleFile(
    string Url, string Key, long Size, string ContentType, string FileName, string? Sha256 = null,
    bool? MetadataRemoved = null);
