using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Discovitas.S3.AspNetCore.Messages;

/// <summary>
/// A completed multipart upload: the members that Uppy reads, and those of <see cref="UploadResponse"/>.
/// </summary>
[JsonNumberHandling(JsonNumberHandling.Strict)]
internal sealed record CompleteResponse(
    string Location, string Key, string Bucket, string Url, long Size, string ContentType, string FileName)
{
    [Description(ImageResponse.Meaning)]
    public ImageResponse? Image { get; init; }
}
