using Microsoft.AspNetCore.Http;

namespace Discovitas.S3;

/// <summary>A file that has been stored and checked.</summary>
/// <param name="httpContext">The request.</param>
/// <param name="file">The file.</param>
/// <param name="fileName">The name.</param>
public sealed class CompletedUpload(HttpContext httpContext, StoredFile file, string fileName)
{
    /// <summary>The request, with its user.</summary>
    public HttpContext HttpContext { get; } = httpContext;

    /// <summary>What the store holds.</summary>
    public StoredFile File { get; } = file;

    /// <summary>The name that the sender claimed. It may hold anything: encode it before it is shown.</summary>
    public string FileName { get; } = fileName;
}
