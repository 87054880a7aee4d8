namespace Discovitas.S3.Local.Storage;

/// <summary>
/// The documents that configure a bucket, each a file. Read for each request, because another process may have changed
/// them.
/// </summary>
internal sealed class DocumentStore(FolderLayout layout, Staging staging)
{
    internal async Task<byte[]?> FindAsync(string bucket, string name, CancellationToken cancellationToken)
    {
        var file = layout.DocumentFile(bucket, name);
        try
        {
            return File.Exists(file)
                ? await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false)
                : null;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    internal Task WriteAsync(string bucket, string name, byte[] document) =>
        staging.WriteAsync(layout.DocumentFile(bucket, name), document);

    internal void Delete(string bucket, string name) => File.Delete(layout.DocumentFile(bucket, name));
}
