using System.Collections.Concurrent;

namespace Discovitas.S3.Local.Storage;

/// <summary>
/// The keys of each bucket in order, in memory, so that a page of a listing does not read the whole folder. Built from
/// the folder at the first listing of a bucket.
/// </summary>
/// <remarks>
/// The folder is the truth. The index has every key of an object, and may have others, which a listing finds missing
/// and removes. A key is added after its object is committed and before the request is answered; it is removed only
/// while it is locked. So no key is missing, whether its object was written before, during or after the walk.
/// </remarks>
internal sealed class KeyIndex(FolderLayout layout, KeyJournal journal)
{
    private readonly ConcurrentDictionary<string, BucketKeys> _buckets = new(StringComparer.Ordinal);

    /// <summary>Adds a key whose files have changed. Called while the key is locked.</summary>
    internal void Add(string bucket, string key)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        AddLocal(bucket, bytes);
        journal.Append(bucket, bytes);
    }

    /// <summary>Removes a key that has no object. Called while the key is locked.</summary>
    internal void Remove(string bucket, string key)
    {
        if (_buckets.TryGetValue(bucket, out var found))
        {
            found.Keys.Remove(Encoding.UTF8.GetBytes(key));
        }
    }

    /// <summary>Frees the memory of a bucket that was deleted.</summary>
    internal void Forget(string bucket) => _buckets.TryRemove(bucket, out _);

    /// <summary>Returns the keys of a bucket, with all that other servers have written until now.</summary>
    internal async Task<SortedKeys> GetAsync(string bucket, CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = _buckets.GetOrAdd(bucket, name => new BucketKeys(layout, name));
            try
            {
                await found.Built.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception) when (found.Built.Value.IsFaulted)
            {
                _buckets.TryRemove(KeyValuePair.Create(bucket, found));
                throw;
            }

            if (journal.Read(AddLocal))
            {
                return found.Keys;
            }

            _buckets.Clear();
        }
    }

    private void AddLocal(string bucket, byte[] key)
    {
        if (_buckets.TryGetValue(bucket, out var found))
        {
            found.Keys.Add(key);
        }
    }

    /// <summary>The keys of a bucket. They are complete when <see cref="Built"/> is.</summary>
    private sealed class BucketKeys
    {
        internal BucketKeys(FolderLayout layout, string bucket) =>
            Built = new(() => Task.Run(() => FolderWalk.AddKeysAsync(layout, bucket, Keys)));

        internal SortedKeys Keys { get; } = new();

        internal Lazy<Task> Built { get; }
    }
}
