namespace Discovitas.S3;

/// <summary>Represents how much of a file <see cref="S3Upload"/> has sent.</summary>
public sealed record S3UploadProgress
{
    /// <summary>Gets the name of the file on the user's computer.</summary>
    public required string FileName { get; init; }

    /// <summary>Gets the number of bytes that have been sent. It never decreases during an upload.</summary>
    public required long Loaded { get; init; }

    /// <summary>Gets the size of the file in bytes.</summary>
    public required long Total { get; init; }
}
