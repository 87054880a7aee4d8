using Discovitas.S3.Addressing;
using Discovitas.S3.Client;
using Discovitas.S3.Keeping;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Discovitas.S3.Variants;
using Discovitas.S3.Writing;

namespace Discovitas.S3.Direct;

/// <summary>
/// Lets the app accept the file of a repeatable upload once. An object below the pending prefix says that it has done
/// so: unlike the marker of a direct upload, it is written by the process that has the turn alone.
/// </summary>
internal sealed class RepeatedAcceptance(
    S3Caller caller, ObjectAddresses addresses, RepeatedUploads repeats, KeptFiles kept)
{
    private readonly KeyTurns _turns = new();
    private readonly ProcessTurns _processTurns = new(caller, addresses);
    private readonly ObjectHead _head = new(caller);

    /// <param name="place">Where the attempt's object is.</param>
    /// <param name="file">What the attempt has stored, or found.</param>
    /// <param name="acceptAsync">Throws if the app does not accept the file; null if it accepts every file.</param>
    /// <param name="cancellationToken">Cancels the call until the app is asked.</param>
    internal async Task<StoredFile> AcceptAsync(
        ObjectKey place,
        StoredFile file,
        Func<StoredFile, Task>? acceptAsync,
        CancellationToken cancellationToken)
    {
        if (acceptAsync is null)
        {
            return await repeats.SettleAsync(place, file).ConfigureAwait(false);
        }

        try
        {
            using var own = await _turns.TakeAsync(place.Shared.Value, cancellationToken).ConfigureAwait(false);
            var state = await repeats.FindAsync(place, cancellationToken).ConfigureAwait(false);
            return state.Decided is { } decided && await IsAcceptedAsync(decided.Place).ConfigureAwait(false)
                ? await repeats.SettleAsync(place, file, state).ConfigureAwait(false)
                : await AskInTurnAsync(place, file, acceptAsync, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (!file.IsReplay)
        {
            await repeats.WithdrawAsync(place, failure).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<StoredFile> AskInTurnAsync(
        ObjectKey place,
        StoredFile file,
        Func<StoredFile, Task> acceptAsync,
        CancellationToken cancellationToken)
    {
        var turn = await _processTurns.TakeAsync(place.Shared, cancellationToken).ConfigureAwait(false);
        await using (turn.ConfigureAwait(false))
        {
            var (decided, others) = await repeats.DecideAsync(place, file).ConfigureAwait(false);
            var decidedPlace = addresses.KeyOf(decided.PendingKey ?? decided.Key);
            if (!await IsAcceptedAsync(decidedPlace).ConfigureAwait(false))
            {
                await AskAsync(decidedPlace, decided, turn, acceptAsync).ConfigureAwait(false);
                await new EmptyObjects(caller).StoreAsync(addresses.AcceptanceKey(decidedPlace).Value)
                    .ConfigureAwait(false);
                await turn.RemoveOverdueAsync().ConfigureAwait(false);
            }

            // Not before: the app may have rejected the file, and then another attempt's is the next.
            await repeats.RemoveAsync(others).ConfigureAwait(false);
            return decided;
        }
    }

    // A file of another attempt stays: that may have stopped after the app had accepted the file.
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

    // First the turn, then the marker: once this process is alone, no other can have the file accepted.
    private async Task RemoveAsync(ObjectKey place, ProcessTurn turn, Exception failure)
    {
        try
        {
            if (!await turn.IsAloneAsync().ConfigureAwait(false)
                || await IsAcceptedAsync(place).ConfigureAwait(false))
            {
                return;
            }
        }
        catch (S3StoreException unknown)
        {
            kept.NameRemaining(place, unknown, failure);
            return;
        }

        await kept.RemoveAsync(place, failure).ConfigureAwait(false);
    }

    private async Task<bool> IsAcceptedAsync(ObjectKey place) =>
        await _head.GetAsync(addresses.AcceptanceKey(place), CancellationToken.None).ConfigureAwait(false) is not null;
}
