using Microsoft.AspNetCore.Http;

namespace Discovitas.S3;

/// <summary>A stored file as a client is told of it, whichever way it came.</summary>
internal sealed record UploadAnswer(string Url, string Key, long Size, string ContentType, string FileName)
{
    internal static UploadAnswer Of(StoredFile file, string fileName) => new(file.Url, file.Key, file.Size, file.ContentType, fileName);

    /// <summary>Answers 201 with one file.</summary>
    internal static Task WriteAsync(HttpContext http, UploadAnswer file)
    {
        Created(http, file.Url);
        return http.Response.WriteAsJsonAsync(file, UploadJson.Default.UploadAnswer, contentType: null, http.RequestAborted);
    }

    /// <summary>Answers 201 with a list of files; one alone also has its place in <c>Location</c>.</summary>
    internal static Task WriteAsync(HttpContext http, IReadOnlyList<UploadAnswer> files)
    {
        Created(http, files.Count == 1 ? files[0].Url : null);
        return http.Response.WriteAsJsonAsync(files, UploadJson.Default.IReadOnlyListUploadAnswer, contentType: null, http.RequestAborted);
    }

    private static void Created(HttpContext http, string? location)
    {
        http.Response.StatusCode = StatusCodes.Status201Created;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Location = location;
    }
}
