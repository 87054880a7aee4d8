using System.Buffers;
using System.Net;

namespace Discovitas.S3.Local.Storage;

/// <summary>Creates, lists and deletes buckets.</summary>
internal sealed class BucketStore(FolderLayout layout, Staging staging, KeyIndex index)
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-");

    private static readonly string[] ReservedStarts = ["xn--", "sthree-", "amzn-s3-demo-"];

    private static readonly string[] ReservedEnds = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

    /// <summary>
    /// Returns whether S3 accepts the name. A bucket is a folder here, so nothing else may become part of a path; for
    /// that reason the names of Windows devices are rejected too.
    /// </summary>
    internal static bool IsName(string name) =>
        name.Length is >= 3 and <= 63
        && name.AsSpan().IndexOfAnyExcept(NameCharacters) < 0
        && name[0] is not ('.' or '-')
        && name[^1] is not ('.' or '-')
        && !name.Contains("..", StringComparison.Ordinal)
        && !IsReserved(name)
        && SafeName.Accepts(name);

    // IP addresses, and what S3 keeps for access points and directory buckets.
    private static bool IsReserved(string name) =>
        (name.Count(one => one == '.') == 3 && IPAddress.TryParse(name, out _))
        || Array.Exists(ReservedStarts, start => name.StartsWith(start, StringComparison.Ordinal))
        || Array.Exists(ReservedEnds, end => name.EndsWith(end, StringComparison.Ordinal));

    internal bool Exists(string bucket) => File.Exists(layout.BucketFile(bucket));

    internal async Task CreateAsync(string bucket, DateTimeOffset now)
    {
        CreateFolders(layout, bucket);
        var metadata = StateJson.Write(new BucketMetadata(bucket, now));
        await staging.WriteAsync(layout.BucketFile(bucket), metadata).ConfigureAwait(false);
    }

    /// <summary>Creates a bucket synchronously, for the constructor of the server, unless it exists.</summary>
    internal void Ensure(string bucket, DateTimeOffset now)
    {
        if (!Exists(bucket))
        {
            CreateFolders(layout, bucket);
            var staged = staging.NewPath();
            File.WriteAllBytes(staged, StateJson.Write(new BucketMetadata(bucket, now)));
            File.Move(staged, layout.BucketFile(bucket), overwrite: true);
        }
    }

    /// <summary>Returns the names of the folders that are or were buckets.</summary>
    internal IEnumerable<string> Names() => Directory
        .EnumerateDirectories(layout.Buckets)
        .Select(folder => Path.GetFileName(folder))
        .Order(StringComparer.Ordinal);

    internal async Task<List<BucketMetadata>> ListAsync(CancellationToken cancellationToken)
    {
        var buckets = new List<BucketMetadata>();
        foreach (var name in Names())
        {
            var file = layout.BucketFile(name);
            var bucket = await StateJson.ReadAsync<BucketMetadata>(file, cancellationToken).ConfigureAwait(false);
            if (bucket is not null || File.Exists(file))
            {
                buckets.Add(bucket ?? new BucketMetadata(name, File.GetLastWriteTimeUtc(file)));
            }
        }

        return buckets;
    }

    /// <summary>
    /// Deletes a bucket if it is empty. Who writes looks for the bucket afterwards: it is closed before it is looked
    /// into, so that no object is confirmed in a bucket that is deleted.
    /// </summary>
    internal async Task<bool> TryDeleteAsync(string bucket, Func<Task<bool>> isEmpty)
    {
        var (open, closed) = (layout.BucketFile(bucket), layout.ClosedBucketFile(bucket));
        try
        {
            File.Move(open, closed, overwrite: true);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return true;
        }

        try
        {
            if (await isEmpty().ConfigureAwait(false))
            {
                Delete(bucket);
                return true;
            }

            return false;
        }
        finally
        {
            Reopen(bucket);
        }
    }

    /// <summary>Opens a bucket that was being deleted when its server was killed.</summary>
    internal void Reopen(string bucket)
    {
        if (File.Exists(layout.ClosedBucketFile(bucket)))
        {
            File.Move(layout.ClosedBucketFile(bucket), layout.BucketFile(bucket), overwrite: true);
        }
    }

    /// <summary>Deletes an empty bucket. Files that somebody else put into its folder stay.</summary>
    internal void Delete(string bucket)
    {
        File.Delete(layout.BucketFile(bucket));
        staging.Discard(layout.BucketState(bucket));
        index.Forget(bucket);
        EmptyFolders.Remove(Path.Combine(layout.BucketFolder(bucket), "any"), layout.Folder);
    }

    private static void CreateFolders(FolderLayout layout, string bucket)
    {
        Directory.CreateDirectory(layout.BucketFolder(bucket));
        Directory.CreateDirectory(layout.Uploads(bucket));
    }
}
