namespace Discovitas.S3;

/// <summary>
/// Represents what the files of a store, or of one of its folders, use. The size of a file includes its variants.
/// </summary>
public sealed record StorageUsage : StorageTotal
{
    /// <summary>
    /// Gets the folders below the measured one, down to the requested depth, in the order of their names. Each includes
    /// the folders below it, also those that are too deep to be listed. At most 10,000 folders are listed.
    /// </summary>
    public required IReadOnlyList<FolderUsage> Folders { get; init; }

    /// <summary>
    /// Gets the files in folders that are not listed because there are more than 10,000; null if all are listed.
    /// </summary>
    public StorageTotal? OtherFolders { get; init; }

    /// <summary>Gets the variants of the files. Their bytes are among those of the files.</summary>
    public StorageTotal Variants { get; init; } = new() { Files = 0, Bytes = 0 };

    /// <summary>
    /// Gets the objects below <see cref="S3Settings.PendingPrefix"/>: files that wait to be kept and, if all folders
    /// are measured, the markers and copies that this library has stored there while it handles an upload.
    /// </summary>
    public required StorageTotal Pending { get; init; }

    /// <summary>
    /// Gets the objects below both prefixes that this library did not create. Nothing that deletes touches them.
    /// </summary>
    public required StorageTotal OtherObjects { get; init; }

    /// <summary>
    /// Gets the number of multipart uploads that are neither completed nor aborted, whose parts are billed; null if the
    /// credentials do not allow listing them, or the store does not support it.
    /// </summary>
    public long? UnfinishedUploads { get; init; }
}
