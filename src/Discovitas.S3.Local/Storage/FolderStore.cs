namespace Discovitas.S3.Local.Storage;

/// <summary>A folder of buckets, with the stores that read and write it.</summary>
internal sealed class FolderStore
{
    internal FolderStore(FolderLayout layout)
    {
        Staging = new Staging(layout);
        Buckets = new BucketStore(layout, Staging);
        Cors = new CorsStore(layout, Staging);
        Documents = new DocumentStore(layout, Staging);
        Objects = new ObjectStore(layout, new KeyLocks(layout), Staging);
        Uploads = new UploadStore(layout, Staging);
        Listing = new Listing(layout, Objects);
    }

    internal Staging Staging { get; }

    internal BucketStore Buckets { get; }

    internal CorsStore Cors { get; }

    internal DocumentStore Documents { get; }

    internal ObjectStore Objects { get; }

    internal UploadStore Uploads { get; }

    internal Listing Listing { get; }
}
