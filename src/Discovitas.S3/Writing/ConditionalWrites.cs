using Discovitas.S3.Client;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;

namespace Discovitas.S3.Writing;

/// <summary>
/// Finds out once whether the store keeps an object from being replaced (<c>If-None-Match: *</c>). A store that does
/// not know the header ignores it, and would replace a file without a word.
/// </summary>
internal sealed class ConditionalWrites(S3Caller caller, string pendingPrefix)
{
    private readonly object _lock = new();
    private readonly ObjectCleanup _cleanup = new(caller);
    private readonly EmptyObjects _empty = new(caller);
    private Task<bool>? _probe;

    /// <exception cref="S3StoreException">The store does not support it, or failed.</exception>
    internal async Task RequireAsync(CancellationToken cancellationToken)
    {
        Task<bool> probe;
        lock (_lock)
        {
            // A probe that failed says nothing, and is made again.
            _probe = _probe is null or { IsFaulted: true } or { IsCanceled: true } ? ProbeAsync() : _probe;
            probe = _probe;
        }

        if (!await probe.WaitAsync(cancellationToken).ConfigureAwait(false))
        {
            throw caller.Failures.NoConditionalWrites(pendingPrefix);
        }
    }

    private async Task<bool> ProbeAsync()
    {
        var key = ObjectKey.CreateUnused(pendingPrefix);
        try
        {
            await PutAsync(key).ConfigureAwait(false);
            return !await PutAsync(key).ConfigureAwait(false);
        }
        catch (S3StoreException answer) when (answer.IsConflict)
        {
            return true;
        }
        catch (S3StoreException answer) when (answer.ErrorCode is "NotImplemented")
        {
            return false;
        }
        finally
        {
            await _cleanup.RemoveAsync(key).ConfigureAwait(false);
        }
    }

    // Returns whether the store has written; a test's mock, which stores nothing, is believed to support it.
    private async Task<bool> PutAsync(ObjectKey key)
    {
        var response = await caller.AskOnceAsync(
            key.Value,
            (client, token) => client.PutObjectAsync(_empty.Request(key.Value, isNew: true), token),
            CancellationToken.None)
            .ConfigureAwait(false);
        return StoreReply.IsFromNetwork(response);
    }
}
