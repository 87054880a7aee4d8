namespace Discovitas.S3;

/// <summary>Represents what the files of one folder, and of the folders below it, use.</summary>
public sealed record FolderUsage : StorageTotal
{
    /// <summary>
    /// Gets the folder as in <see cref="FileUploadRequest.Folder"/>: without <see cref="S3Settings.KeyPrefix"/>, and
    /// without a slash at its end.
    /// </summary>
    public required string Folder { get; init; }
}
