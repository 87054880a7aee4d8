namespace Discovitas.S3.Images.Facts;

/// <summary>The formats whose first bytes are known.</summary>
internal enum ImageFormat
{
    /// <summary>None of the others.</summary>
    Unknown,

    /// <summary>JPEG.</summary>
    Jpeg,

    /// <summary>PNG, also animated.</summary>
    Png,

    /// <summary>GIF.</summary>
    Gif,

    /// <summary>WebP, lossy, lossless or extended.</summary>
    WebP,

    /// <summary>Windows bitmap.</summary>
    Bmp,

    /// <summary>TIFF.</summary>
    Tiff,

    /// <summary>HEIF with HEVC, as iPhones write it.</summary>
    Heic,

    /// <summary>HEIF with AV1.</summary>
    Avif,
}
