namespace Discovitas.S3;

/// <summary>Represents a file that an <see cref="IContentFilter"/> filters.</summary>
public sealed class FilteredFile
{
    /// <summary>
    /// Gets the file's name as its sender states it. For a file that <see cref="S3Service.KeepAsync"/> keeps, of which
    /// that is not known, it is the end of its key, which has the extension. Do not use it as a path.
    /// </summary>
    public string? FileName { get; init; }

    /// <summary>Gets the content type with which the file is stored.</summary>
    public required string ContentType { get; init; }

    /// <summary>Gets the rules of this upload for pictures; <see langword="null"/> if it has none of its own.</summary>
    public ImageRules? Images { get; init; }

    /// <summary>
    /// Gets or sets what is known about the picture; <see langword="null"/> if the file is none, or its header has not
    /// been read to its end. It becomes <see cref="StoredFile.Image"/>.
    /// </summary>
    public ImageInfo? Image { get; set; }
}
