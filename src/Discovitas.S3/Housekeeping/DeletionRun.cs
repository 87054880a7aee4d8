using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Diagnostics;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;

namespace Discovitas.S3.Housekeeping;

/// <summary>
/// Deletes objects in batches while they are found, up to a limit, and logs each with the reason. Nothing that it
/// counts is lost if it stops in the middle: the next run finds what is left.
/// </summary>
/// <param name="caller">Calls the store.</param>
/// <param name="options">The limit, and whether anything is deleted at all.</param>
/// <param name="why">Why the objects are deleted, for the log.</param>
internal sealed class DeletionRun(S3Caller caller, CleaningOptions options, string why)
{
    private const int BatchSize = 1000;

    private readonly StoredObjects _objects = new(caller);
    private readonly List<S3Object> _batch = [];
    private long _found;
    private long _deleted;
    private long _failed;
    private long _bytes;
    private bool _reachedLimit;

    /// <summary>
    /// Gets a function that is asked before each batch whether this process may still delete; null for always.
    /// </summary>
    internal Func<Task<bool>>? MayContinueAsync { get; init; }

    /// <summary>Deletes the object, at the latest when the run is finished.</summary>
    /// <returns>Whether the run goes on.</returns>
    internal async Task<bool> AddAsync(S3Object found, CancellationToken cancellationToken)
    {
        if (!options.DryRun && _found >= options.MaxDeletions)
        {
            _reachedLimit = true;
            return false;
        }

        _found++;
        if (options.DryRun)
        {
            _bytes += found.Size ?? 0;
            return true;
        }

        _batch.Add(found);
        return _batch.Count < BatchSize || await DeleteBatchAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes what is left, and returns what the run has done.</summary>
    internal async Task<CleaningResult> FinishAsync(CancellationToken cancellationToken)
    {
        if (_batch.Count > 0)
        {
            await DeleteBatchAsync(cancellationToken).ConfigureAwait(false);
        }

        caller.Logger.Cleaned(_deleted, _found, why);
        return new CleaningResult
        {
            Found = _found,
            Deleted = _deleted,
            Failed = _failed,
            Bytes = _bytes,
            ReachedLimit = _reachedLimit,
        };
    }

    private async Task<bool> DeleteBatchAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (MayContinueAsync is { } mayContinue && !await mayContinue().ConfigureAwait(false))
        {
            _batch.Clear();
            return false;
        }

        var keys = _batch.ConvertAll(found => ObjectKey.Unchecked(found.Key));
        var failed = await FailedAsync(keys, cancellationToken).ConfigureAwait(false);
        foreach (var found in _batch.Where(found => !failed.Contains(found.Key)))
        {
            _deleted++;
            _bytes += found.Size ?? 0;
            caller.Logger.Removed(found.Key, found.Size ?? 0, StoredObjects.Time(found.LastModified), why);
        }

        _failed += failed.Count;
        _batch.Clear();
        return true;
    }

    // An object that cannot be deleted must not keep the others from being deleted, now or in any later run.
    private async Task<HashSet<string>> FailedAsync(List<ObjectKey> keys, CancellationToken cancellationToken)
    {
        try
        {
            await _objects.DeleteAsync(keys, cancellationToken).ConfigureAwait(false);
            return [];
        }
        catch (S3StoreException failure) when (failure.StatusCode is HttpStatusCode.OK
            && failure.InnerException is DeleteObjectsException { Response.DeleteErrors: { } errors }
            && errors.Count < keys.Count)
        {
            caller.Logger.NotDeleted(failure, errors.Count);
            return errors.Select(error => error.Key).ToHashSet(StringComparer.Ordinal);
        }
    }
}
