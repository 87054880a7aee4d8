using System.Text.Json.Serialization;

namespace Discovitas.S3.AspNetCore.Messages;

/// <summary>What the headers of a stored picture tell about it.</summary>
[JsonNumberHandling(JsonNumberHandling.Strict)]
internal sealed record ImageResponse(int Width, int Height, string ContentType, int Orientation, int Frames)
{
    internal const string Meaning =
        "What the file's headers tell about the picture. Absent if the file is no picture, or the store does not read "
        + "pictures.";

    public int? BitDepth { get; init; }

    public bool HasAlpha { get; init; }

    public bool HasColorProfile { get; init; }

    public bool IsCleaned { get; init; }

    internal static ImageResponse? From(ImageInfo? image) => image is null
        ? null
        : new(image.Width, image.Height, image.ContentType, image.Orientation, image.Frames)
        {
            BitDepth = image.BitDepth,
            HasAlpha = image.HasAlpha,
            HasColorProfile = image.HasColorProfile,
            IsCleaned = image.IsCleaned,
        };
}
