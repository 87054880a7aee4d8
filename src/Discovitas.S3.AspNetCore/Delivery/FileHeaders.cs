namespace Discovitas.S3.AspNetCore.Delivery;

/// <summary>What the store says of a file, whether its bytes are read or not.</summary>
internal readonly record struct FileHeaders(
    string ContentType, string ETag, DateTimeOffset LastModified, string? ContentDisposition)
{
    internal FileHeaders(FileDownload file)
        : this(file.ContentType, file.ETag, file.LastModified, file.ContentDisposition)
    {
    }

    internal FileHeaders(StoredFileMetadata file)
        : this(file.ContentType, file.ETag, file.LastModified, file.ContentDisposition)
    {
    }
}
