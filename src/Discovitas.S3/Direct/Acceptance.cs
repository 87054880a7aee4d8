using Discovitas.S3.Client;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Discovitas.S3.Variants;
using Discovitas.S3.Writing;

namespace Discovitas.S3.Direct;

/// <summary>
/// Lets the app accept a file once. An object below the pending prefix is the marker of a file that is not accepted
/// yet, so that other instances, and later requests, know. Only the process that has the turn comes here.
/// </summary>
internal sealed class Acceptance(S3Caller caller, KeptFiles kept)
{
    private readonly ObjectHead _head = new(caller);
    private readonly ObjectCleanup _cleanup = new(caller);

    /// <summary>
    /// Marks a file as not accepted yet. A file that a client sent in one request is such a marker itself.
    /// </summary>
    internal Task MarkAsync(ObjectKey pending) => new EmptyObjects(caller).StoreAsync(pending.Value);

    /// <summary>
    /// Asks the app, unless the file is accepted already. A file that the app does not accept is removed, but only by
    /// the call that stored it, and if no other process may be having it accepted.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="turn">The turn of this process.</param>
    /// <param name="acceptAsync">Throws if the app does not accept the file.</param>
    internal async Task RequireAsync(Candidate file, ProcessTurn turn, Func<Task> acceptAsync)
    {
        if ((!file.IsOurs || turn.IsOld) && await IsAcceptedAsync(file).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            await acceptAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (file.IsOurs)
        {
            await RemoveAsync(file, turn, failure).ConfigureAwait(false);
            throw;
        }

        await _cleanup.RemoveAsync(file.Pending).ConfigureAwait(false);
        await turn.RemoveOverdueAsync().ConfigureAwait(false);
    }

    private async Task<bool> IsAcceptedAsync(Candidate file) =>
        await _head.GetAsync(file.Pending, CancellationToken.None).ConfigureAwait(false) is null;

    // First the turn, then the marker: once this process is alone, no other can have the file accepted.
    private async Task RemoveAsync(Candidate file, ProcessTurn turn, Exception failure)
    {
        try
        {
            if (!await turn.IsAloneAsync().ConfigureAwait(false) || await IsAcceptedAsync(file).ConfigureAwait(false))
            {
                return;
            }
        }
        catch (S3StoreException unknown)
        {
            kept.NameRemaining(file.Kept, unknown, failure);
            return;
        }

        // As long as the file remains, so does its marker. What is rejected need not be asked about again.
        var hasEnded = file.IsEmptyMarker || failure is UploadRejectedException;
        if (await kept.RemoveAsync(file.Kept, failure).ConfigureAwait(false) && hasEnded)
        {
            await _cleanup.RemoveAsync(file.Pending, failure).ConfigureAwait(false);
        }
    }
}
