using Amazon.S3.Model;
using Discovitas.S3.Addressing;
using Discovitas.S3.Client;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;

namespace Discovitas.S3.Direct;

/// <summary>
/// Lets the app accept the file of a repeatable upload once. An object below the pending prefix says that it has done
/// so: unlike the marker of a direct upload, it is written by the process that has the turn alone.
/// </summary>
internal sealed class RepeatedAcceptance(S3Caller caller, ObjectAddresses addresses)
{
    private readonly KeyTurns _turns = new();
    private readonly ProcessTurns _processTurns = new(caller, addresses);
    private readonly ObjectHead _head = new(caller);
    private readonly ObjectCleanup _cleanup = new(caller);

    /// <param name="place">Where the file is.</param>
    /// <param name="file">The file.</param>
    /// <param name="acceptAsync">Throws if the app does not accept the file.</param>
    /// <param name="cancellationToken">Cancels the call until the app is asked.</param>
    internal async Task AcceptAsync(
        ObjectKey place, StoredFile file, Func<StoredFile, Task> acceptAsync, CancellationToken cancellationToken)
    {
        var marker = addresses.AcceptanceKey(place);
        using var own = await _turns.TakeAsync(place.Value, cancellationToken).ConfigureAwait(false);
        if (file.IsReplay
            && await FindAsync(place).ConfigureAwait(false) is { } replayed
            && await IsAcceptedAsync(replayed, marker).ConfigureAwait(false))
        {
            return;
        }

        var turn = await _processTurns.TakeAsync(place, cancellationToken).ConfigureAwait(false);
        await using (turn.ConfigureAwait(false))
        {
            // The attempt that stored the file may have removed it, since the app did not accept it.
            var stored = await FindAsync(place).ConfigureAwait(false)
                ?? throw (file.IsReplay ? ProcessTurns.BeingCompleted() : caller.Failures.NothingPending(place.Value));
            if (await IsAcceptedAsync(stored, marker).ConfigureAwait(false))
            {
                return;
            }

            await AskAsync(place, file, turn, acceptAsync).ConfigureAwait(false);
            await new EmptyObjects(caller).StoreAsync(marker.Value).ConfigureAwait(false);
            await turn.RemoveOverdueAsync().ConfigureAwait(false);
        }
    }

    private async Task AskAsync(
        ObjectKey place, StoredFile file, ProcessTurn turn, Func<StoredFile, Task> acceptAsync)
    {
        try
        {
            await acceptAsync(file).ConfigureAwait(false);
        }
        catch (Exception failure) when (!file.IsReplay)
        {
            await RemoveAsync(place, turn, failure).ConfigureAwait(false);
            throw;
        }
    }

    private async Task RemoveAsync(ObjectKey place, ProcessTurn turn, Exception failure)
    {
        try
        {
            if (!await turn.IsAloneAsync().ConfigureAwait(false))
            {
                return;
            }
        }
        catch (S3StoreException unknown)
        {
            _cleanup.NameRemaining(place, unknown, failure);
            return;
        }

        await _cleanup.RemoveAsync(place, failure).ConfigureAwait(false);
    }

    // A marker that is older than the file belongs to one that was deleted since. Both times are the store's own.
    private async Task<bool> IsAcceptedAsync(GetObjectMetadataResponse stored, ObjectKey marker) =>
        await FindAsync(marker).ConfigureAwait(false) is { } found && !(found.LastModified < stored.LastModified);

    private Task<GetObjectMetadataResponse?> FindAsync(ObjectKey key) => _head.GetAsync(key, CancellationToken.None);
}
