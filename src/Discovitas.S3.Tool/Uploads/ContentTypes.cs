using Microsoft.AspNetCore.StaticFiles;

namespace Discovitas.S3.Tool.Uploads;

/// <summary>Finds the content type of a file by its extension.</summary>
internal static class ContentTypes
{
    private const string Unknown = "application/octet-stream";

    private static readonly FileExtensionContentTypeProvider Known = new() { Mappings = { [".md"] = "text/markdown" } };

    internal static string Get(string fileName) =>
        Known.TryGetContentType(fileName, out var type) ? type : Unknown;
}
