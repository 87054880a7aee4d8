namespace Discovitas.S3.Local.Storage;

/// <summary>A folder of buckets, and the tools to work on it.</summary>
internal sealed class FolderStore
{
    public FolderStore(FolderLayout layout)
    {
        Staging = new Staging(layout);
        Buckets = new BucketStore(layout, Staging);
        Cors = new CorsStore(layout, Staging);
        Objects = new ObjectStore(layout, new KeyLocks(layout), Staging);
        Uploads = new UploadStore(layout, Staging);
        Listing = new Listing(layout, Objects);
    }

    public Staging Staging { get; }

    public BucketStore Buckets { get; }

    public CorsStore Cors { get; }

    public ObjectStore Objects { get; }

    public UploadStore Uploads { get; }

    public Listing Listing { get; }
}
