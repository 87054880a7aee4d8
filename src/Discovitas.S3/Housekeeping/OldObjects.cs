using Discovitas.S3.Objects;

namespace Discovitas.S3.Housekeeping;

/// <summary>Deletes objects below a prefix that were stored before a given time.</summary>
internal sealed class OldObjects(HousekeepingContext context)
{
    /// <param name="old">The start of the keys, and the time.</param>
    /// <param name="isDeleted">
    /// Whether an object is deleted, from its key and whether it is old: only if this library has created it.
    /// </param>
    /// <param name="run">Deletes what is found.</param>
    /// <param name="cancellationToken">Cancels the listing, and deletions that have not begun.</param>
    internal async Task<CleaningResult> DeleteAsync(
        (string Prefix, DateTimeOffset Before) old,
        Func<string, bool, bool> isDeleted,
        DeletionRun run,
        CancellationToken cancellationToken)
    {
        var objects = new StoredObjects(context.Caller).ListAsync(old.Prefix, cancellationToken);
        await foreach (var found in objects.ConfigureAwait(false))
        {
            // An object without a time has no known age.
            var isOld = found.LastModified is not null && StoredObjects.Time(found.LastModified) < old.Before;
            if (isDeleted(found.Key, isOld)
                && !await run.AddAsync(found, cancellationToken).ConfigureAwait(false))
            {
                break;
            }
        }

        return await run.FinishAsync(cancellationToken).ConfigureAwait(false);
    }
}
