namespace Discovitas.S3.Local.Storage;

/// <summary>A folder of buckets, with the stores that read and write it.</summary>
internal sealed class FolderStore : IDisposable
{
    private readonly ServerMark _mark;
    private readonly KeyJournal _journal;

    internal FolderStore(FolderLayout layout)
    {
        _mark = new ServerMark(layout);
        _journal = new KeyJournal(layout, _mark);
        Staging = new Staging(layout, _mark);
        var index = new KeyIndex(layout, _journal);
        Buckets = new BucketStore(layout, Staging, index);
        Cors = new CorsStore(layout, Staging);
        Documents = new DocumentStore(layout, Staging);
        Objects = new ObjectStore(layout, new KeyLocks(layout), Staging, index);
        Uploads = new UploadStore(layout, Staging);
        Listing = new Listing(index, Objects);
    }

    internal Staging Staging { get; }

    internal BucketStore Buckets { get; }

    internal CorsStore Cors { get; }

    internal DocumentStore Documents { get; }

    internal ObjectStore Objects { get; }

    internal UploadStore Uploads { get; }

    internal Listing Listing { get; }

    /// <summary>Removes what crashed servers have left, apart from uploads that a client may continue.</summary>
    /// <returns>The number of staged files that were removed.</returns>
    internal async Task<int> RecoverAsync(CancellationToken cancellationToken)
    {
        foreach (var bucket in Buckets.Names())
        {
            Buckets.Reopen(bucket);
        }

        var abandoned = Staging.FindAbandoned();
        foreach (var path in abandoned)
        {
            await RecoverAsync(path, cancellationToken).ConfigureAwait(false);
            Staging.Remove(path);
        }

        _journal.RemoveEnded();
        return abandoned.Count;
    }

    /// <summary>Returns how many unfinished uploads all buckets have, and how many bytes they take.</summary>
    internal (int Count, long Bytes) MeasureUploads()
    {
        var measures = Buckets.Names().Select(Uploads.Measure).ToList();
        return (measures.Sum(measure => measure.Count), measures.Sum(measure => measure.Bytes));
    }

    /// <summary>Completes or takes back the write that a staged file belongs to.</summary>
    private async Task RecoverAsync(string path, CancellationToken cancellationToken)
    {
        if (StagedName.Parse(path)?.Bucket is { } bucket
            && await StateJson.ReadAsync<ObjectMetadata>(path, cancellationToken).ConfigureAwait(false) is { } item)
        {
            await Objects.RecoverAsync(bucket, item.Key, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _journal.Dispose();
        _mark.Dispose();
    }
}
