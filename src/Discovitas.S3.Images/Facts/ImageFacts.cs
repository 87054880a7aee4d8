namespace Discovitas.S3.Images.Facts;

/// <summary>What the headers of a picture tell.</summary>
/// <param name="Format">The format that the first bytes have.</param>
internal sealed record ImageFacts(ImageFormat Format)
{
    /// <summary>Gets or sets the width in pixels, as it is stored; 0 until it is known.</summary>
    internal int Width { get; set; }

    /// <summary>Gets or sets the height in pixels, as it is stored; 0 until it is known.</summary>
    internal int Height { get; set; }

    /// <summary>
    /// Gets or sets the pixels of the largest picture that a decoder may make, where that is not the one that is shown:
    /// before a crop, of a tile, or of another item; 0 where there is none.
    /// </summary>
    internal long MostPixels { get; set; }

    /// <summary>Gets or sets how the picture is turned to be shown: 1 to 8, as EXIF numbers it.</summary>
    internal int Orientation { get; set; } = 1;

    /// <summary>Gets or sets the frames that are stated or have gone by.</summary>
    internal int Frames { get; set; } = 1;

    /// <summary>
    /// Gets or sets whether the number of frames is one that the file states before it has them; otherwise those that
    /// have gone by are counted.
    /// </summary>
    internal bool AreFramesStated { get; set; }

    /// <summary>Gets or sets whether there may be frames that are not counted.</summary>
    internal bool HasUncountedFrames { get; set; }

    /// <summary>
    /// Gets or sets the pixels of all pages that have gone by; null where all frames are of the picture's size.
    /// </summary>
    internal Int128? PagePixels { get; set; }

    /// <summary>Gets or sets the bits of a sample; of a palette's index where there is a palette.</summary>
    internal int BitDepth { get; set; }

    /// <summary>Gets or sets whether a pixel can be transparent.</summary>
    internal bool HasAlpha { get; set; }

    /// <summary>Gets or sets whether the file brings an ICC profile.</summary>
    internal bool HasColorProfile { get; set; }

    /// <summary>Gets whether the size is known.</summary>
    internal bool HasSize => Width > 0 && Height > 0;

    /// <summary>Gets the pixels of the largest frame that a decoder may make.</summary>
    internal long FramePixels => Math.Max((long)Width * Height, MostPixels);

    /// <summary>
    /// Gets the pixels of all frames so far. A decoder needs a whole picture also for a frame that changes a part of
    /// it.
    /// </summary>
    internal Int128 TotalPixels => PagePixels ?? (Int128)FramePixels * Frames;

    /// <summary>Gets the width as it is shown.</summary>
    internal int ShownWidth => IsOnItsSide ? Height : Width;

    /// <summary>Gets the height as it is shown.</summary>
    internal int ShownHeight => IsOnItsSide ? Width : Height;

    private bool IsOnItsSide => Orientation is >= 5 and <= 8;
}
