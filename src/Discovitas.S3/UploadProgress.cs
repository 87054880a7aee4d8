namespace Discovitas.S3;

/// <summary>Describes how much of an upload has been sent.</summary>
public sealed record UploadProgress
{
    /// <summary>
    /// Gets the number of bytes handed to the network so far. A byte that is sent again is not counted again.
    /// </summary>
    public required long BytesSent { get; init; }

    /// <summary>Gets the file's size in bytes, or null if it is not known before the end.</summary>
    public long? TotalBytes { get; init; }
}
