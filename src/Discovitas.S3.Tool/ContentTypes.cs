using Microsoft.AspNetCore.StaticFiles;

namespace Discovitas.S3.Tool;

/// <summary>The content type that a file's extension stands for.</summary>
internal static class ContentTypes
{
    private const string Unknown = "application/octet-stream";

    private static readonly FileExtensionContentTypeProvider Known = new() { Mappings = { [".md"] = "text/markdown" } };

    public static string Of(string fileName) => Known.TryGetContentType(fileName, out var type) ? type : Unknown;
}
