using Discovitas.S3.Addressing;
using Discovitas.S3.Client;
using Discovitas.S3.Keeping;
using Discovitas.S3.Keys;
using Discovitas.S3.Variants;

namespace Discovitas.S3.Direct;

/// <summary>
/// Keeps pending files of the app, and passes each once to the app's functions for kept files: the pending object is
/// the marker of a file that they have not had yet.
/// </summary>
internal sealed class PendingAcceptance(
    S3Caller caller, ObjectAddresses addresses, PendingFiles pending, KeptFiles kept)
{
    private readonly KeyTurns _turns = new();
    private readonly ProcessTurns _processTurns = new(caller, addresses);
    private readonly Acceptance _acceptance = new(caller, kept);

    /// <inheritdoc cref="PendingFiles.KeepAsync"/>
    internal async Task<StoredFile> KeepAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (!kept.HasHooks)
        {
            return await pending.KeepAsync(key, cancellationToken).ConfigureAwait(false);
        }

        var place = addresses.KeptKey(key);
        using var own = await _turns.TakeAsync(place.Value, cancellationToken).ConfigureAwait(false);
        var turn = await _processTurns.TakeAsync(place, cancellationToken).ConfigureAwait(false);
        await using (turn.ConfigureAwait(false))
        {
            var placed = await pending.PlaceAsync(key, cancellationToken).ConfigureAwait(false);
            var candidate = new Candidate(place, addresses.PendingKey(place), placed.IsOurs, IsEmptyMarker: false);
            await _acceptance.RequireAsync(candidate, turn, () => kept.RunAsync(placed.File)).ConfigureAwait(false);
            return placed.File;
        }
    }
}
