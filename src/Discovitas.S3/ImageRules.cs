namespace Discovitas.S3;

/// <summary>
/// Describes what the pictures of one upload, or of one kind of upload, may be. The store's own rules
/// (<c>AddImages</c>, package Discovitas.S3.Images) apply as well, so rules can only narrow them. A limit that is less
/// than 1, or a minimum above its maximum, is an <see cref="ArgumentException"/> when the upload begins.
/// </summary>
public sealed record ImageRules
{
    /// <summary>
    /// Gets a value indicating whether metadata is removed from pictures also if the store's own rules keep it.
    /// </summary>
    /// <value>
    /// The default is false: the store's own rule applies. So false does not keep what the store removes.
    /// </value>
    public bool RemoveMetadata { get; init; }

    /// <summary>Gets the most pixels (width × height) that one frame may have.</summary>
    /// <value>The default is the store's own limit. The value must be at least 1.</value>
    public long? MaxPixels { get; init; }

    /// <summary>Gets the most frames that a picture may have.</summary>
    /// <value>The default is the store's own limit. The value must be at least 1.</value>
    public int? MaxFrames { get; init; }

    /// <summary>
    /// Gets the most pixels that all frames of a picture may have together: width × height × frames, or the sum of a
    /// TIFF's pages.
    /// </summary>
    /// <value>The default is the store's own limit. The value must be at least 1.</value>
    public long? MaxTotalPixels { get; init; }

    /// <summary>Gets the largest width in pixels, as the picture is shown.</summary>
    /// <value>The default is the store's own limit. The value must be at least 1.</value>
    public int? MaxWidth { get; init; }

    /// <summary>Gets the largest height in pixels, as the picture is shown.</summary>
    /// <value>The default is the store's own limit. The value must be at least 1.</value>
    public int? MaxHeight { get; init; }

    /// <summary>Gets the smallest width in pixels, as the picture is shown.</summary>
    /// <value>The default is the store's own limit. The value must be at least 1.</value>
    public int? MinWidth { get; init; }

    /// <summary>Gets the smallest height in pixels, as the picture is shown.</summary>
    /// <value>The default is the store's own limit. The value must be at least 1.</value>
    public int? MinHeight { get; init; }
}
