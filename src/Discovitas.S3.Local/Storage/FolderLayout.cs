using System.Security.Cryptography;

namespace Discovitas.S3.Local.Storage;

/// <summary>
/// The paths of all files. Objects are where a person would look for them, at <c>{folder}/{bucket}/{key}</c>.
/// Everything else is in a hidden state directory beside the buckets, so that it moves along with them.
/// </summary>
internal sealed class FolderLayout
{
    private const string StateName = ".discovitas-s3";

    internal FolderLayout(string folder)
    {
        Folder = folder;
        State = Path.Combine(folder, StateName);
        Directory.CreateDirectory(Staging);
        Directory.CreateDirectory(Locks);
        Directory.CreateDirectory(Buckets);
        if (OperatingSystem.IsWindows())
        {
            File.SetAttributes(State, File.GetAttributes(State) | FileAttributes.Hidden);
        }

        IsCaseSensitive = !Directory.Exists(Path.Combine(folder, StateName.ToUpperInvariant()));
    }

    internal string Folder { get; }

    internal string Staging => Path.Combine(State, "staging");

    internal string Locks => Path.Combine(State, "locks");

    internal string Buckets => Path.Combine(State, "buckets");

    /// <summary>Gets the file with the ports that the servers on this folder have listened on.</summary>
    internal string PortFile => Path.Combine(State, "port");

    /// <summary>Gets whether the file system distinguishes <c>A</c> from <c>a</c>.</summary>
    internal bool IsCaseSensitive { get; }

    private string State { get; }

    /// <summary>Returns the file that exists as long as the bucket exists.</summary>
    internal string BucketFile(string bucket) => Path.Combine(BucketState(bucket), "bucket.json");

    /// <summary>Returns the file that a bucket has instead while it is being deleted.</summary>
    internal string ClosedBucketFile(string bucket) => Path.Combine(BucketState(bucket), "bucket.closed");

    internal string CorsFile(string bucket) => Path.Combine(BucketState(bucket), "cors.json");

    internal string DocumentFile(string bucket, string name) => Path.Combine(BucketState(bucket), name);

    internal string BucketState(string bucket) => Path.Combine(Buckets, bucket);

    internal string BucketFolder(string bucket) => Path.Combine(Folder, bucket);

    internal string Uploads(string bucket) => Path.Combine(BucketState(bucket), "uploads");

    /// <summary>
    /// Returns the folder for the metadata of objects at their own path; its tree mirrors that of their data.
    /// </summary>
    internal string NaturalState(string bucket) => Path.Combine(BucketState(bucket), "objects");

    /// <summary>Returns the folder for the data and metadata of objects that cannot be at their own path.</summary>
    internal string HashedState(string bucket) => Path.Combine(BucketState(bucket), "hashed");

    /// <summary>
    /// Returns the object's own path, or <see langword="null"/> if a segment of its key is no safe file name.
    /// </summary>
    internal ObjectPlace? Natural(string bucket, string key)
    {
        var segments = key.Split('/');
        if (!Array.TrueForAll(segments, SafeName.Accepts))
        {
            return null;
        }

        if (IsThroughLink(BucketFolder(bucket), segments[..^1]))
        {
            return null;
        }

        var path = Path.Combine(segments);
        return new ObjectPlace(Path.Combine(BucketFolder(bucket), path), Path.Combine(NaturalState(bucket), path));
    }

    // A link would lead out of the folder.
    private static bool IsThroughLink(string path, string[] folders)
    {
        foreach (var folder in folders)
        {
            path = Path.Combine(path, folder);
            var found = new DirectoryInfo(path);
            if (!found.Exists)
            {
                return false;
            }

            if (found.Attributes.HasFlag(FileAttributes.ReparsePoint))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns the place named by the hash of the key, which exists for every key.</summary>
    internal ObjectPlace Hashed(string bucket, string key)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        var path = Path.Combine(HashedState(bucket), name);
        return new ObjectPlace(path, path);
    }
}
