using System.Net.Mime;
using Microsoft.AspNetCore.StaticFiles;

namespace Discovitas.S3.AspNetCore.Direct;

/// <summary>
/// Infers a content type from a file's name: Uppy 6 states no type when it starts a multipart upload.
/// </summary>
internal static class ContentTypes
{
    private static readonly FileExtensionContentTypeProvider Provider = new();

    internal static string FromName(string fileName) =>
        Provider.TryGetContentType(fileName, out var type) ? type : MediaTypeNames.Application.Octet;
}
