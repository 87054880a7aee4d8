using Amazon.S3.Model;
using Discovitas.S3.Addressing;
using Discovitas.S3.Client;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Discovitas.S3.Rules;

namespace Discovitas.S3.Keeping;

/// <summary>Finds what the attempts of a repeatable upload have stored.</summary>
internal sealed class RepeatSearch(S3Caller caller, ObjectAddresses addresses)
{
    /// <summary>How often a decision that others make at the same time is looked at again.</summary>
    internal const int Rounds = 20;

    // Records may be deleted when they are an hour old, so that an object of this age without one may have had one.
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(30);

    private readonly StoredObjects _objects = new(caller);
    private readonly ObjectHead _head = new(caller);
    private readonly RepeatRecords _records = new(caller, addresses);

    /// <param name="key">The key of this attempt, whose own object is not looked for.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal async Task<RepeatState> FindAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var (number, place) = await _records.FindLatestAsync(key, cancellationToken).ConfigureAwait(false);
            if (place is { } known && await FindObjectAsync(known, cancellationToken).ConfigureAwait(false) is { } file)
            {
                return new RepeatState(number + 1) { Decided = file };
            }

            var others = await ListAsync(key, cancellationToken).ConfigureAwait(false);
            var settledBefore = caller.Context.Time.GetUtcNow() - Settled;
            var settled = others.Where(one => StoredObjects.Time(one.LastModified) < settledBefore)
                .MinBy(one => one.LastModified);
            if (settled is null)
            {
                return new RepeatState(number + 1) { Others = [.. others.Select(one => ObjectKey.Unchecked(one.Key))] };
            }

            // By a record again, since the attempt that has stored it may still be there, and may remove it.
            await _records.TryWriteAsync(key, number + 1, ObjectKey.Unchecked(settled.Key)).ConfigureAwait(false);
        }

        throw RepeatRules.BeingCompleted();
    }

    // A pending file may be moved to its final key meanwhile.
    private async Task<EarlierObject?> FindObjectAsync(ObjectKey place, CancellationToken cancellationToken)
    {
        var (kept, pending) = (addresses.KeptKey(place), addresses.PendingKey(place));
        ObjectKey[] places = place == kept ? [kept] : [kept, pending, kept];
        foreach (var one in places)
        {
            if (await _head.GetWithChecksumAsync(one, cancellationToken).ConfigureAwait(false) is { } found)
            {
                return new EarlierObject(one, found);
            }
        }

        return null;
    }

    private async Task<List<S3Object>> ListAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var kept = addresses.KeptKey(key);
        var found = new List<S3Object>();
        await foreach (var one in _objects.ListAsync(kept.Stem, cancellationToken).ConfigureAwait(false))
        {
            if (addresses.IsKept(one.Key) && one.Key != kept.Value)
            {
                found.Add(one);
            }
        }

        return found;
    }
}
