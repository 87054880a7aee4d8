using Microsoft.AspNetCore.StaticFiles;

namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>The type of a file of which only the name is told, as where Uppy 6 wants a multipart upload started.</summary>
internal static class ContentTypes
{
    private static readonly FileExtensionContentTypeProvider Known = new();

    internal static string Of(string fileName) => Known.TryGetContentType(fileName, out var type) ? type : UploadGroup.UnknownType;
}
