using System.Collections.Concurrent;
using Discovitas.S3.Local.Documents;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Lifecycle;

/// <summary>
/// Carries out the lifecycle rules of a bucket before a request to it, so that no client sees what has expired by the
/// server's clock. Looks at most once a minute by that clock, because it reads the whole folder.
/// </summary>
internal sealed class LifecycleSweep(FolderStore store, LocalS3Options options)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan UploadInterval = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _lastUploads = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _last = new(StringComparer.Ordinal);

    internal async Task CarryOutAsync(string bucket, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await AbortOldAsync(bucket, now, cancellationToken).ConfigureAwait(false);
        if (!IsDue(_last, bucket, now, Interval)
            || await RulesAsync(bucket, cancellationToken).ConfigureAwait(false) is not { } rules)
        {
            return;
        }

        _last[bucket] = now;
        foreach (var prefix in rules.Where(rule => rule.IsEnabled).Select(rule => rule.Prefix).Distinct())
        {
            await ExpireAsync((bucket, rules, now), prefix, cancellationToken).ConfigureAwait(false);
            await AbortAsync((bucket, rules, now), prefix, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Looks again at the next request, because the rules have changed.</summary>
    internal void Restart(string bucket) => _last.TryRemove(bucket, out _);

    // A clock that is set back counts as one that has advanced.
    private static bool IsDue(
        ConcurrentDictionary<string, DateTimeOffset> times, string bucket, DateTimeOffset now, TimeSpan interval) =>
        !times.TryGetValue(bucket, out var last) || (now - last).Duration() >= interval;

    private async Task<LifecycleRule[]?> RulesAsync(string bucket, CancellationToken cancellationToken)
    {
        var document = await store.Documents
            .FindAsync(bucket, BucketDocument.Lifecycle.File, cancellationToken)
            .ConfigureAwait(false);
        return document is null ? null : LifecycleDocument.Parse(document);
    }

    /// <summary>Aborts uploads by their age, unless the bucket has a rule for that.</summary>
    private async Task AbortOldAsync(string bucket, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (options.AbortUploadsAfter is not { } age || !IsDue(_lastUploads, bucket, now, UploadInterval))
        {
            return;
        }

        _lastUploads[bucket] = now;
        var uploads = await store.Uploads.ListAsync(bucket, prefix: "", cancellationToken).ConfigureAwait(false);
        var old = uploads.Where(upload => now - upload.Initiated > age).ToList();
        if (old.Count == 0
            || await RulesAsync(bucket, cancellationToken).ConfigureAwait(false) is { } rules
            && Array.Exists(rules, rule => rule is { IsEnabled: true, AbortDays: not null }))
        {
            return;
        }

        old.ForEach(upload => store.Uploads.Delete(bucket, upload.Id));
        options.CreateLogger().UploadsAborted(old.Count, bucket, age);
    }

    private async Task ExpireAsync(
        (string Bucket, LifecycleRule[] Rules, DateTimeOffset Now) sweep,
        string prefix,
        CancellationToken cancellationToken)
    {
        var (bucket, rules, now) = sweep;
        bool HasExpired(ObjectMetadata item) => Array.Exists(rules, rule => rule.HasExpired(item, now));
        foreach (var key in await store.Listing.KeysAsync(bucket, prefix, cancellationToken).ConfigureAwait(false))
        {
            if (await store.Objects.FindAsync(bucket, key, cancellationToken).ConfigureAwait(false) is { } found
                && HasExpired(found))
            {
                await store.Objects.DeleteAsync(bucket, key, HasExpired, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task AbortAsync(
        (string Bucket, LifecycleRule[] Rules, DateTimeOffset Now) sweep,
        string prefix,
        CancellationToken cancellationToken)
    {
        var (bucket, rules, now) = sweep;
        var uploads = await store.Uploads.ListAsync(bucket, prefix, cancellationToken).ConfigureAwait(false);
        foreach (var upload in uploads.Where(upload => Array.Exists(rules, rule => rule.HasExpired(upload, now))))
        {
            store.Uploads.Delete(bucket, upload.Id);
        }
    }
}
