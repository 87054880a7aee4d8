using System.Security.Cryptography;
using System.Text;

namespace Discovitas.S3.Local.Storage;

/// <summary>
/// Where everything lies. Objects lie where a person would look for them, <c>{folder}/{bucket}/{key}</c>; all that is not an
/// object's bytes lies in the hidden state directory beside the buckets, so that it moves along with them.
/// </summary>
internal sealed class FolderLayout
{
    private const string StateName = ".discovitas-s3";

    public FolderLayout(string folder)
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

        NamesAreExact = !Directory.Exists(Path.Combine(folder, StateName.ToUpperInvariant()));
    }

    public string Folder { get; }

    public string Staging => Path.Combine(State, "staging");

    public string Locks => Path.Combine(State, "locks");

    public string Buckets => Path.Combine(State, "buckets");

    /// <summary>Holds the port that the server listened on last.</summary>
    public string PortFile => Path.Combine(State, "port");

    /// <summary>Whether the file system tells <c>A</c> from <c>a</c>.</summary>
    public bool NamesAreExact { get; }

    private string State { get; }

    /// <summary>Exists while the bucket does.</summary>
    public string BucketFile(string bucket) => Path.Combine(BucketState(bucket), "bucket.json");

    public string CorsFile(string bucket) => Path.Combine(BucketState(bucket), "cors.json");

    public string BucketState(string bucket) => Path.Combine(Buckets, bucket);

    public string BucketFolder(string bucket) => Path.Combine(Folder, bucket);

    public string Uploads(string bucket) => Path.Combine(BucketState(bucket), "uploads");

    /// <summary>Metadata of the objects that lie at their own path; the tree mirrors that of their data.</summary>
    public string NaturalState(string bucket) => Path.Combine(BucketState(bucket), "objects");

    /// <summary>Data and metadata of the objects that cannot lie at their own path.</summary>
    public string HashedState(string bucket) => Path.Combine(BucketState(bucket), "hashed");

    /// <summary>The object's own path; null where a segment of its key is no safe file name.</summary>
    public ObjectPlace? Natural(string bucket, string key)
    {
        var segments = key.Split('/');
        if (!Array.TrueForAll(segments, SafeName.Accepts))
        {
            return null;
        }

        var path = Path.Combine(segments);
        return new ObjectPlace(Path.Combine(BucketFolder(bucket), path), Path.Combine(NaturalState(bucket), path));
    }

    /// <summary>A place under the key's hash, for any key whatever.</summary>
    public ObjectPlace Hashed(string bucket, string key)
    {
        var path = Path.Combine(HashedState(bucket), Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key))).ToLowerInvariant());
        return new ObjectPlace(path, path);
    }
}
