namespace Discovitas.S3;

/// <summary>Describes a picture as its headers do. Nothing is decoded.</summary>
public sealed record ImageInfo
{
    /// <summary>Gets the media type that the file's bytes have, for instance <c>image/jpeg</c>.</summary>
    public required string ContentType { get; init; }

    /// <summary>Gets the width in pixels, as the picture is shown once <see cref="Orientation"/> is applied.</summary>
    public required int Width { get; init; }

    /// <summary>Gets the height in pixels, as the picture is shown once <see cref="Orientation"/> is applied.</summary>
    public required int Height { get; init; }

    /// <summary>
    /// Gets how the stored picture is turned and mirrored to be shown: 1 to 8, as in EXIF (tag 0x0112). It is 1 if
    /// nothing is to be done.
    /// </summary>
    public int Orientation { get; init; } = 1;

    /// <summary>Gets the number of frames; 1 for a picture that does not move.</summary>
    public int Frames { get; init; } = 1;

    /// <summary>
    /// Gets the bits of one sample, or of an index into a palette; <see langword="null"/> if it is not known.
    /// </summary>
    public int? BitDepth { get; init; }

    /// <summary>Gets a value indicating whether pixels can be transparent.</summary>
    public bool HasAlpha { get; init; }

    /// <summary>Gets a value indicating whether the file has an ICC color profile.</summary>
    public bool HasColorProfile { get; init; }

    /// <summary>
    /// Gets a value indicating whether the stored file has had its metadata removed. It is false as well if that is not
    /// known, as for a file that was kept before.
    /// </summary>
    public bool IsCleaned { get; init; }
}
