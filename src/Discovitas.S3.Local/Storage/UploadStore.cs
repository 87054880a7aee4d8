namespace Discovitas.S3.Local.Storage;

/// <summary>
/// The multipart uploads: a directory each, with a JSON file per part that names the file of its bytes. That file is what makes a
/// part be there, so that replacing a part is one move.
/// </summary>
internal sealed class UploadStore(FolderLayout layout, Staging staging)
{
    public async Task CreateAsync(string bucket, UploadMetadata upload)
    {
        Directory.CreateDirectory(Folder(bucket, upload.Id));
        await staging.WriteAsync(UploadFile(bucket, upload.Id), StateJson.Write(upload)).ConfigureAwait(false);
    }

    /// <summary>The upload of that id, if it is one for that key.</summary>
    public async Task<UploadMetadata?> FindAsync(string bucket, string key, string id, CancellationToken cancellationToken)
    {
        // the id comes from outside and goes into a path
        if (!Guid.TryParseExact(id, "N", out _))
        {
            return null;
        }

        var upload = await StateJson.ReadAsync<UploadMetadata>(UploadFile(bucket, id), cancellationToken).ConfigureAwait(false);
        return upload?.Key == key ? upload : null;
    }

    /// <summary>Adds a part or replaces it; false where the upload has ended meanwhile.</summary>
    public async Task<bool> WritePartAsync(string bucket, string id, PartMetadata part, StagedFile data)
    {
        var sidecar = Path.Combine(Folder(bucket, id), $"{part.Number:D5}.json");
        try
        {
            var former = await StateJson.ReadAsync<PartMetadata>(sidecar, CancellationToken.None).ConfigureAwait(false);
            await data.MoveToAsync(Path.Combine(Folder(bucket, id), part.File)).ConfigureAwait(false);
            await staging.WriteAsync(sidecar, StateJson.Write(part)).ConfigureAwait(false);
            if (former is not null)
            {
                File.Delete(Path.Combine(Folder(bucket, id), former.File));
            }

            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return false;
        }
    }

    /// <summary>The parts in the order of their numbers.</summary>
    public async Task<List<PartMetadata>> PartsAsync(string bucket, string id, CancellationToken cancellationToken)
    {
        var parts = new List<PartMetadata>();
        foreach (var file in Directory.GetFiles(Folder(bucket, id), "?????.json").Order(StringComparer.Ordinal))
        {
            if (await StateJson.ReadAsync<PartMetadata>(file, cancellationToken).ConfigureAwait(false) is { } part)
            {
                parts.Add(part);
            }
        }

        return parts;
    }

    public FileStream OpenPart(string bucket, string id, PartMetadata part) => new(
        Path.Combine(Folder(bucket, id), part.File),
        FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);

    /// <summary>Ends an upload and removes its parts.</summary>
    public void Remove(string bucket, string id)
    {
        try
        {
            staging.Discard(Folder(bucket, id));
        }
        catch (DirectoryNotFoundException)
        {
            // another request has ended it at this moment
        }
    }

    /// <summary>The uploads under way, by key and then by id.</summary>
    public async Task<List<UploadMetadata>> ListAsync(string bucket, string prefix, CancellationToken cancellationToken)
    {
        var uploads = new List<UploadMetadata>();
        foreach (var folder in Directory.EnumerateDirectories(layout.Uploads(bucket)))
        {
            var file = UploadFile(bucket, Path.GetFileName(folder));
            if (await StateJson.ReadAsync<UploadMetadata>(file, cancellationToken).ConfigureAwait(false) is { } upload
                && upload.Key.StartsWith(prefix, StringComparison.Ordinal))
            {
                uploads.Add(upload);
            }
        }

        return [.. uploads.OrderBy(upload => upload.Key, Utf8Order.Instance).ThenBy(upload => upload.Id, StringComparer.Ordinal)];
    }

    private string Folder(string bucket, string id) => Path.Combine(layout.Uploads(bucket), id);

    private string UploadFile(string bucket, string id) => Path.Combine(Folder(bucket, id), "upload.json");
}
