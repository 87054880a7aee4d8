using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Discovitas.S3.AspNetCore.Messages;

/// <summary>A stored file, described the same way for every kind of upload.</summary>
[JsonNumberHandling(JsonNumberHandling.Strict)]
internal sealed record UploadResponse(string Url, string Key, long Size, string ContentType, string? FileName = null)
{
    [Description(ImageResponse.Meaning)]
    public ImageResponse? Image { get; init; }

    internal static UploadResponse From(StoredFile file, string? fileName) =>
        new(file.Url, file.Key, file.Size, file.ContentType, fileName) { Image = ImageResponse.From(file.Image) };

    /// <summary>
    /// Responds 201 with one file, and its URL in <c>Location</c>; 200 if an earlier request has stored it.
    /// </summary>
    internal static Task WriteCreatedAsync(HttpContext http, UploadResponse file, bool isReplay)
    {
        SetCreated(http, file.Url, isReplay);
        return http.Response.WriteAsJsonAsync(file, UploadJson.Default.UploadResponse, null, http.RequestAborted);
    }

    /// <summary>
    /// Responds 201 with a list of files; 200 if earlier requests have stored them. <c>Location</c> is set if it is a
    /// single file.
    /// </summary>
    internal static Task WriteCreatedAsync(HttpContext http, IReadOnlyList<UploadResponse> files, bool isReplay)
    {
        SetCreated(http, files.Count == 1 ? files[0].Url : null, isReplay);
        var type = UploadJson.Default.IReadOnlyListUploadResponse;
        return http.Response.WriteAsJsonAsync(files, type, null, http.RequestAborted);
    }

    private static void SetCreated(HttpContext http, string? location, bool isReplay)
    {
        http.Response.StatusCode = isReplay ? StatusCodes.Status200OK : StatusCodes.Status201Created;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Location = location;
    }
}
