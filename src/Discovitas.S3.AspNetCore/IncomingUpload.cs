using Microsoft.AspNetCore.Http;

namespace Discovitas.S3;

/// <summary>A file that somebody wants to send, as they describe it.</summary>
/// <param name="httpContext">The request.</param>
/// <param name="fileName">The name.</param>
/// <param name="contentType">The media type.</param>
/// <param name="size">The size in bytes.</param>
public sealed class IncomingUpload(HttpContext httpContext, string fileName, string contentType, long? size)
{
    /// <summary>The request, with its user.</summary>
    public HttpContext HttpContext { get; } = httpContext;

    /// <summary>The name that is claimed. It may hold anything: encode it before it is shown.</summary>
    public string FileName { get; } = fileName;

    /// <summary>The media type that is claimed.</summary>
    public string ContentType { get; } = contentType;

    /// <summary>The size in bytes that is claimed; null where none is.</summary>
    public long? Size { get; } = size;
}
