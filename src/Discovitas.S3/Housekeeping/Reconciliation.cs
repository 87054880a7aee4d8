using Amazon.S3.Model;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;

namespace Discovitas.S3.Housekeeping;

/// <summary>
/// Compares the files of a bucket with the records of an app. The records are read first and again after the bucket was
/// listed, so that what is stored, recorded or deleted meanwhile is no difference. Files are deleted in a pass of their
/// own, once everything is counted: whenever it stops, nothing that a record names, or may mean, is touched.
/// </summary>
internal sealed class Reconciliation(HousekeepingContext context, ReconcileOptions options, string folder)
{
    private const long MinLimit = 1000;
    private const int LimitShare = 10;

    private readonly string _keyPrefix = context.Settings.KeyPrefix;
    private readonly DateTimeOffset _before = context.Before(options.GracePeriod);
    private readonly ListingProgress _progress = new(options.Progress);
    private readonly Samples<ListedFile> _unrecorded = new(options.MaxSamples);
    private readonly Samples<string> _missing = new(options.MaxSamples);
    private long _unrecordedBytes;
    private long _files;
    private long _variants;
    private long _young;

    /// <exception cref="S3StoreException">The store rejected a request, or failed.</exception>
    /// <exception cref="InvalidOperationException">
    /// The records can be read only once; or none names a file, and the app has not said how many files may be deleted.
    /// </exception>
    internal async Task<ReconcileResult> RunAsync(IAsyncEnumerable<string> known, CancellationToken cancellationToken)
    {
        var records = new Records(context, known, options, _keyPrefix + folder);
        await records.ReadAsync(cancellationToken).ConfigureAwait(false);
        await CompareAsync(records.Keys, cancellationToken).ConfigureAwait(false);
        var deletes = options.Delete && _unrecorded.Count > 0;
        if (deletes || records.Keys.Unmarked > 0)
        {
            var missing = new MissingFiles(context, records.Keys, folder);
            await missing.LookAsync(cancellationToken).ConfigureAwait(false);
            await records.ReadAgainAsync(
                key => ReportMissingAsync(missing, key, cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        var deleted = deletes ? await DeleteAsync(records, cancellationToken).ConfigureAwait(false) : null;
        return Result(records, deleted);
    }

    private async Task CompareAsync(KeySet keys, CancellationToken cancellationToken)
    {
        var preceding = new PrecedingFile();
        await foreach (var found in ListAsync(cancellationToken).ConfigureAwait(false))
        {
            _progress.Add(found);
            if (ObjectKey.TryParse(found.Key, _keyPrefix, out var key))
            {
                _files++;
                if (preceding.Set(key, !keys.Mark(found.Key) && IsOldElseCount(found)))
                {
                    await ReportAsync(key, found, cancellationToken).ConfigureAwait(false);
                }
            }
            else if (ObjectKey.TryParseVariant(found.Key, _keyPrefix, out key))
            {
                _variants++;
                if (!keys.Mark(found.Key) && !keys.ContainsFileOf(found.Key))
                {
                    await CompareVariantAsync(key, found, preceding.Of(key), cancellationToken).ConfigureAwait(false);
                }
            }
        }

        _progress.Finish();
    }

    // A variant goes with its file. Without one it is reported itself.
    private async Task CompareVariantAsync(
        ObjectKey key, S3Object found, bool? isReported, CancellationToken cancellationToken)
    {
        if (isReported is true)
        {
            _unrecordedBytes += found.Size ?? 0;
        }
        else if (isReported is null && IsOldElseCount(found))
        {
            await ReportAsync(key, found, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ReportAsync(ObjectKey key, S3Object found, CancellationToken cancellationToken)
    {
        var file = Describe(key, found);
        _unrecorded.Add(file);
        _unrecordedBytes += file.Size;
        if (options.OnUnrecorded is { } onUnrecorded)
        {
            await onUnrecorded(file, cancellationToken).ConfigureAwait(false);
        }
    }

    private bool IsOldElseCount(S3Object found)
    {
        var isOld = IsOld(found);
        _young += isOld ? 0 : 1;
        return isOld;
    }

    private async Task ReportMissingAsync(MissingFiles missing, string key, CancellationToken cancellationToken)
    {
        if (await missing.IsMissingAsync(key, cancellationToken).ConfigureAwait(false))
        {
            _missing.Add(key);
            if (options.OnMissing is { } onMissing)
            {
                await onMissing(key, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<CleaningResult> DeleteAsync(Records records, CancellationToken cancellationToken)
    {
        RequireRecords(records);
        var limit = options.MaxDeletions ?? Math.Max(MinLimit, (_files + _variants) / LimitShare);
        var run = new DeletionRun(
            context.Caller, new CleaningOptions { MaxDeletions = limit }, "no record names it");
        var preceding = new PrecedingFile();
        await foreach (var found in ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (IsDeleted(found, records, preceding)
                && !await run.AddAsync(found, cancellationToken).ConfigureAwait(false))
            {
                break;
            }
        }

        return await run.FinishAsync(cancellationToken).ConfigureAwait(false);
    }

    private bool IsDeleted(S3Object found, Records records, PrecedingFile preceding)
    {
        if (ObjectKey.TryParse(found.Key, _keyPrefix, out var key))
        {
            return preceding.Set(key, IsOld(found) && !records.MayMean(found.Key));
        }

        return ObjectKey.TryParseVariant(found.Key, _keyPrefix, out key)
            && !records.MayMeanFileOf(found.Key)
            && (preceding.Of(key) ?? IsOld(found));
    }

    private void RequireRecords(Records records)
    {
        if (!records.NameFiles && options.MaxDeletions is null)
        {
            throw new InvalidOperationException(
                $"None of the known keys names a file ({records.Invalid.Count} are no keys or URLs of this store), so "
                + "that all files would be deleted. Nothing is deleted. Pass the keys of all records; if there are "
                + $"none, set {nameof(ReconcileOptions)}.{nameof(ReconcileOptions.MaxDeletions)}.");
        }
    }

    private IAsyncEnumerable<S3Object> ListAsync(CancellationToken cancellationToken) =>
        new StoredObjects(context.Caller).ListAsync(_keyPrefix + folder, cancellationToken);

    // A file without a time has no known age.
    private bool IsOld(S3Object found) =>
        found.LastModified is not null && StoredObjects.Time(found.LastModified) < _before;

    private ListedFile Describe(ObjectKey key, S3Object found) => new()
    {
        Key = key.Value,
        Url = context.Addresses.PublicUrl(key),
        Size = found.Size ?? 0,
        LastModified = StoredObjects.Time(found.LastModified),
    };

    private ReconcileResult Result(Records records, CleaningResult? deleted) => new()
    {
        Files = _files,
        Variants = _variants,
        Records = records.Keys.Count,
        InvalidRecords = records.Invalid.Count,
        InvalidSamples = records.Invalid.Kept,
        Young = _young,
        Unrecorded = _unrecorded.Count,
        UnrecordedBytes = _unrecordedBytes,
        UnrecordedSamples = _unrecorded.Kept,
        Missing = _missing.Count,
        MissingSamples = _missing.Kept,
        Deleted = deleted?.Deleted ?? 0,
        DeletedBytes = deleted?.Bytes ?? 0,
        Failed = deleted?.Failed ?? 0,
        ReachedLimit = deleted?.ReachedLimit ?? false,
    };
}
