using Discovitas.S3.Objects;

namespace Discovitas.S3.Housekeeping;

/// <summary>Deletes objects below a prefix that were stored before a given time.</summary>
internal sealed class OldObjects(HousekeepingContext context)
{
    /// <param name="old">The start of the keys, and the time.</param>
    /// <param name="isOurs">Whether this library has created the object with that key.</param>
    /// <param name="run">Deletes what is found.</param>
    /// <param name="cancellationToken">Cancels the listing, and deletions that have not begun.</param>
    internal async Task<CleaningResult> DeleteAsync(
        (string Prefix, DateTimeOffset Before) old,
        Func<string, bool> isOurs,
        DeletionRun run,
        CancellationToken cancellationToken)
    {
        var objects = new StoredObjects(context.Caller).ListAsync(old.Prefix, cancellationToken);
        await foreach (var found in objects.ConfigureAwait(false))
        {
            // An object without a time has no known age.
            if (found.LastModified is not null
                && StoredObjects.Time(found.LastModified) < old.Before
                && isOurs(found.Key)
                && !await run.AddAsync(found, cancellationToken).ConfigureAwait(false))
            {
                break;
            }
        }

        return await run.FinishAsync(cancellationToken).ConfigureAwait(false);
    }
}
