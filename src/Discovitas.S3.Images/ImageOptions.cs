namespace Discovitas.S3;

/// <summary>
/// Represents what a store accepts as pictures and does with them. The rules of one upload (<see cref="ImageRules"/>)
/// can only narrow it.
/// </summary>
public sealed partial class ImageOptions
{
    private const long DefaultTotalPixels = 250_000_000;

    // Null is a value that an app may set.
    private long? _maxTotalPixels;
    private bool _isTotalSet;

    /// <summary>
    /// Gets or sets a value indicating whether metadata is removed from pictures: where and when they were taken, the
    /// device's serial number, thumbnails, comments. Pixels, orientation, color profile and animation stay as they are.
    /// </summary>
    /// <value>
    /// The default is true: phones write the place into every picture, and few people know that they publish it.
    /// </value>
    public bool RemoveMetadata { get; set; } = true;

    /// <summary>
    /// Gets or sets the most pixels (width × height) that one frame may have: a small file can have so many that the
    /// program which decodes it runs out of memory.
    /// </summary>
    /// <value>The default is 50,000,000. The value must be at least 1.</value>
    public long MaxPixels { get; set; } = 50_000_000;

    /// <summary>
    /// Gets or sets the most frames or pages that a picture may have. See also <see cref="MaxTotalPixels"/>, which
    /// limits what they have together.
    /// </summary>
    /// <value>
    /// The default is 1,000: at usual speeds an animation of a minute or so. The value must be at least 1; null is any
    /// number.
    /// </value>
    public int? MaxFrames { get; set; } = 1000;

    /// <summary>
    /// Gets or sets the most pixels that all frames or pages of a picture may have together: width × height × frames,
    /// also where a frame changes only a part of the picture, or the sum of a TIFF's pages. A program that decodes all
    /// frames at once needs about 4 bytes for each. A picture of one frame counts as well.
    /// </summary>
    /// <value>
    /// The default is 250,000,000, which is 1 GB decoded; or <see cref="MaxPixels"/>, if that is more. The value must
    /// be at least 1; null is any number.
    /// </value>
    public long? MaxTotalPixels
    {
        get => _isTotalSet ? _maxTotalPixels : Math.Max(DefaultTotalPixels, MaxPixels);
        set => (_maxTotalPixels, _isTotalSet) = (value, true);
    }

    /// <summary>Gets or sets the largest width in pixels, as the picture is shown.</summary>
    /// <value>The default is null: any width within <see cref="MaxPixels"/>. The value must be at least 1.</value>
    public int? MaxWidth { get; set; }

    /// <summary>Gets or sets the largest height in pixels, as the picture is shown.</summary>
    /// <value>The default is null: any height within <see cref="MaxPixels"/>. The value must be at least 1.</value>
    public int? MaxHeight { get; set; }

    /// <summary>Gets or sets the smallest width in pixels, as the picture is shown.</summary>
    /// <value>
    /// The default is null: any width. The value must be at least 1, and at most <see cref="MaxWidth"/>.
    /// </value>
    public int? MinWidth { get; set; }

    /// <summary>Gets or sets the smallest height in pixels, as the picture is shown.</summary>
    /// <value>
    /// The default is null: any height. The value must be at least 1, and at most <see cref="MaxHeight"/>.
    /// </value>
    public int? MinHeight { get; set; }

    /// <summary>
    /// Gets or sets what happens to a picture of a format that is not known, whose metadata cannot be removed, or whose
    /// pages cannot be counted. With <see cref="RemoveMetadata"/>, a picture that is not as its format has it is
    /// rejected in any case.
    /// </summary>
    /// <value>The default is <see cref="UnsupportedImages.Reject"/>.</value>
    public UnsupportedImages OnUnsupported { get; set; }

    /// <summary>
    /// Gets or sets a function that receives each picture once it is kept, cleaned if metadata is removed, for instance
    /// to store smaller variants beside it (<see cref="KeptFile.StoreVariantAsync"/>). It is called before the app
    /// accepts the file. If it throws, the picture and its variants are removed, and the upload fails with that
    /// exception. Files that are no pictures are not passed to it. See
    /// <see cref="S3UploadsBuilder.OnKept(Func{KeptFile, CancellationToken, Task})"/>.
    /// </summary>
    /// <value>
    /// The default is none. The function must be thread-safe. Its token is never cancelled, so that a client that
    /// disconnects does not interrupt it. A second <see cref="S3ImagesExtensions.AddImages"/> that sets this property
    /// replaces the function; one that adds to it (<c>+=</c>) has both called, one after the other.
    /// </value>
    public Func<KeptFile, CancellationToken, Task>? OnImageKept { get; set; }
}
