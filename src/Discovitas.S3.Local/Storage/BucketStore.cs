using System.Buffers;

namespace Discovitas.S3.Local.Storage;

/// <summary>The buckets.</summary>
internal sealed class BucketStore(FolderLayout layout, Staging staging)
{
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-");

    /// <summary>
    /// Whether S3 would take the name. A bucket is a folder here, so nothing else may come near a path; names that Windows has for
    /// devices are refused for that reason.
    /// </summary>
    public static bool IsName(string name) =>
        name.Length is >= 3 and <= 63
        && name.AsSpan().IndexOfAnyExcept(NameCharacters) < 0
        && name[0] is not ('.' or '-')
        && name[^1] is not ('.' or '-')
        && !name.Contains("..", StringComparison.Ordinal)
        && SafeName.Accepts(name);

    public bool Exists(string bucket) => File.Exists(layout.BucketFile(bucket));

    public async Task CreateAsync(string bucket, DateTimeOffset now)
    {
        Create(layout, bucket);
        await staging.WriteAsync(layout.BucketFile(bucket), StateJson.Write(new BucketMetadata(bucket, now))).ConfigureAwait(false);
    }

    /// <summary>The same at the server's start, where nothing may be awaited yet.</summary>
    public void Ensure(string bucket, DateTimeOffset now)
    {
        if (!Exists(bucket))
        {
            Create(layout, bucket);
            var staged = staging.NewPath();
            File.WriteAllBytes(staged, StateJson.Write(new BucketMetadata(bucket, now)));
            File.Move(staged, layout.BucketFile(bucket), overwrite: true);
        }
    }

    public async Task<List<BucketMetadata>> ListAsync(CancellationToken cancellationToken)
    {
        var buckets = new List<BucketMetadata>();
        foreach (var folder in Directory.EnumerateDirectories(layout.Buckets).Order(StringComparer.Ordinal))
        {
            var file = layout.BucketFile(Path.GetFileName(folder));
            if (await StateJson.ReadAsync<BucketMetadata>(file, cancellationToken).ConfigureAwait(false) is { } bucket)
            {
                buckets.Add(bucket);
            }
        }

        return buckets;
    }

    /// <summary>Removes a bucket without objects. A file of the developer's own in its folder stays.</summary>
    public void Delete(string bucket)
    {
        File.Delete(layout.BucketFile(bucket));
        staging.Discard(layout.BucketState(bucket));
        EmptyFolders.Remove(Path.Combine(layout.BucketFolder(bucket), "any"), layout.Folder);
    }

    private static void Create(FolderLayout layout, string bucket)
    {
        Directory.CreateDirectory(layout.BucketFolder(bucket));
        Directory.CreateDirectory(layout.Uploads(bucket));
    }
}
