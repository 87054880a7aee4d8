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
        if (file.IsReplay && await IsThereAsync(marker).ConfigureAwait(false))
        {
            return;
        }

        var turn = await _processTurns.TakeAsync(place, cancellationToken).ConfigureAwait(false);
        await using (turn.ConfigureAwait(false))
        {
            if (await IsThereAsync(marker).ConfigureAwait(false))
            {
                return;
            }

            // The attempt that stored the file may have removed it, since the app did not accept it.
            if (file.IsReplay && !await IsThereAsync(place).ConfigureAwait(false))
            {
                throw ProcessTurns.BeingCompleted();
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

    private async Task<bool> IsThereAsync(ObjectKey key) =>
        await _head.GetAsync(key, CancellationToken.None).ConfigureAwait(false) is not null;
}
