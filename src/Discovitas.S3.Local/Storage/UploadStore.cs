using System.Collections.Concurrent;

namespace Discovitas.S3.Local.Storage;

/// <summary>
/// The multipart uploads. Each has a directory with a JSON file for every part, which names the file with the part's
/// bytes. A part exists if its JSON file does, so replacing a part takes one move.
/// </summary>
internal sealed class UploadStore(FolderLayout layout, Staging staging)
{
    private const string MetadataName = "upload.json";

    // An upload never changes after its creation, so a listing reads only those that it has not seen.
    private readonly ConcurrentDictionary<string, UploadMetadata> _seen = new(StringComparer.Ordinal);

    internal Task CreateAsync(string bucket, UploadMetadata upload)
    {
        var staged = staging.NewPath();
        Directory.CreateDirectory(staged);
        var file = Path.Combine(staged, MetadataName);
        File.WriteAllBytes(file, StateJson.Write(upload));
        Directory.CreateDirectory(layout.Uploads(bucket));
        Directory.Move(staged, Folder(bucket, upload.Id));
        return Task.CompletedTask;
    }

    /// <summary>Returns the upload with this ID and key, or <see langword="null"/>.</summary>
    internal async Task<UploadMetadata?> FindAsync(
        string bucket, string key, string id, CancellationToken cancellationToken)
    {
        // The ID comes from a client and becomes part of a path.
        if (!Guid.TryParseExact(id, "N", out _))
        {
            return null;
        }

        var file = UploadFile(bucket, id);
        var upload = await StateJson.ReadAsync<UploadMetadata>(file, cancellationToken).ConfigureAwait(false);
        return upload?.Key == key ? upload : null;
    }

    /// <summary>
    /// Adds or replaces a part. Returns <see langword="false"/> if the upload was completed or aborted in the meantime.
    /// </summary>
    internal async Task<bool> WritePartAsync(string bucket, string id, PartMetadata part, StagedFile data)
    {
        var sidecar = Path.Combine(Folder(bucket, id), $"{part.Number:D5}.json");
        try
        {
            var former = await StateJson
                .ReadAsync<PartMetadata>(sidecar, CancellationToken.None)
                .ConfigureAwait(false);
            data.MoveTo(Path.Combine(Folder(bucket, id), part.File));
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

    /// <summary>Returns the parts in the order of their numbers.</summary>
    internal async Task<List<PartMetadata>> ListPartsAsync(
        string bucket, string id, CancellationToken cancellationToken)
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

    internal FileStream OpenPart(string bucket, string id, PartMetadata part) => new(
        Path.Combine(Folder(bucket, id), part.File),
        FileMode.Open,
        FileAccess.Read,
        FileShare.Read | FileShare.Delete,
        bufferSize: 0,
        FileOptions.Asynchronous | FileOptions.SequentialScan);

    /// <summary>Deletes an upload with its parts.</summary>
    internal void Delete(string bucket, string id)
    {
        try
        {
            _seen.TryRemove(id, out _);
            staging.Discard(Folder(bucket, id));
        }
        catch (DirectoryNotFoundException)
        {
            // Another request has just completed or aborted the upload.
        }
    }

    /// <summary>Returns the unfinished uploads, by key and then by ID.</summary>
    internal async Task<List<UploadMetadata>> ListAsync(
        string bucket, string prefix, CancellationToken cancellationToken)
    {
        var uploads = new List<UploadMetadata>();
        foreach (var id in Ids(bucket))
        {
            if (await ReadAsync(bucket, id, cancellationToken).ConfigureAwait(false) is { } upload
                && upload.Key.StartsWith(prefix, StringComparison.Ordinal))
            {
                uploads.Add(upload);
            }
        }

        return
        [
            .. uploads
                .OrderBy(upload => upload.Key, Utf8Order.Instance)
                .ThenBy(upload => upload.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>Returns how many unfinished uploads a bucket has, and how many bytes their files take.</summary>
    internal (int Count, long Bytes) Measure(string bucket)
    {
        var (count, bytes) = (0, 0L);
        foreach (var id in Ids(bucket))
        {
            count++;
            bytes += new DirectoryInfo(Folder(bucket, id)).EnumerateFiles().Sum(file => file.Length);
        }

        return (count, bytes);
    }

    private IEnumerable<string> Ids(string bucket) =>
        Directory.Exists(layout.Uploads(bucket))
            ? Directory.EnumerateDirectories(layout.Uploads(bucket)).Select(folder => Path.GetFileName(folder))
            : [];

    private async Task<UploadMetadata?> ReadAsync(string bucket, string id, CancellationToken cancellationToken)
    {
        if (_seen.TryGetValue(id, out var seen))
        {
            return seen;
        }

        var file = UploadFile(bucket, id);
        var upload = await StateJson.ReadAsync<UploadMetadata>(file, cancellationToken).ConfigureAwait(false);
        return upload is null ? null : _seen.GetOrAdd(id, upload);
    }

    private string Folder(string bucket, string id) => Path.Combine(layout.Uploads(bucket), id);

    private string UploadFile(string bucket, string id) => Path.Combine(Folder(bucket, id), MetadataName);
}
