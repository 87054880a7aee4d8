using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Diagnostics;
using Discovitas.S3.Keys;

namespace Discovitas.S3.Objects;

/// <summary>
/// Removes an object that a failed upload has stored, independently of the caller's token. Never throws, since the
/// caller must see the original failure: an object that cannot be removed is logged, and named in the failure.
/// </summary>
internal sealed class ObjectCleanup(S3Caller caller)
{
    private readonly ObjectHead _head = new(caller);
    private readonly ObjectDeletion _deletion = new(caller);

    /// <summary>Deletes the object.</summary>
    /// <param name="key">The object.</param>
    /// <param name="failure">
    /// What the object is named in if it cannot be removed; null if nothing has failed, so that the log alone names it.
    /// </param>
    /// <returns>Whether the object is gone.</returns>
    internal Task<bool> RemoveAsync(ObjectKey key, Exception? failure = null) =>
        RemoveAsync(key, failure, caller.CleanUp(failure));

    /// <summary>Does the same with calls that share their deadline with others.</summary>
    /// <inheritdoc cref="RemoveAsync(ObjectKey, Exception?)"/>
    internal Task<bool> RemoveAsync(ObjectKey key, Exception? failure, CleanUpCalls calls) =>
        TryAsync(key, failure, () => DeleteAsync(key, calls));

    /// <summary>Deletes many objects, and names each that remains.</summary>
    internal async Task RemoveAsync(IReadOnlyList<ObjectKey> keys, Exception failure, CleanUpCalls calls)
    {
        foreach (var page in keys.Chunk(ObjectDeletion.PageSize))
        {
            try
            {
                await calls.CallAsync(null, (client, token) => _deletion.DeletePageAsync(client, page, token))
                    .ConfigureAwait(false);
            }
            catch (S3StoreException unremoved)
            {
                var errors = (unremoved.InnerException as DeleteObjectsException)?.Response?.DeleteErrors ?? [];
                var rejected = errors.ConvertAll(error => ObjectKey.Unchecked(error.Key));
                foreach (var remaining in rejected.Count > 0 ? rejected : [.. page])
                {
                    NameRemaining(remaining, unremoved, failure);
                }
            }
        }
    }

    /// <summary>
    /// Deletes the object, and again if the store stores it late: it may still be receiving what was sent.
    /// </summary>
    internal Task RemoveLateAsync(ObjectKey key, Exception failure) =>
        TryAsync(key, failure, async () =>
        {
            var calls = caller.CleanUp(failure);
            await DeleteAsync(key, calls).ConfigureAwait(false);
            foreach (var pause in CleanUpCalls.Looks.AsEnumerable().Skip(1))
            {
                await calls.WaitAsync(pause).ConfigureAwait(false);
                if (await _head.GetAfterFailureAsync(key, calls).ConfigureAwait(false) is not null)
                {
                    await DeleteAsync(key, calls).ConfigureAwait(false);
                }
            }
        });

    /// <summary>Logs that an object remains, and names it in the failure.</summary>
    internal void NameRemaining(ObjectKey key, Exception why, Exception? failure)
    {
        caller.Logger.ObjectLeftBehind(why, key.Value);
        if (failure is not null)
        {
            RemainingItems.NameObject(failure, key.Value);
        }
    }

    private async Task<bool> TryAsync(ObjectKey key, Exception? failure, Func<Task> removeAsync)
    {
        try
        {
            await removeAsync().ConfigureAwait(false);
            return true;
        }
        catch (S3StoreException unremoved)
        {
            NameRemaining(key, unremoved, failure);
            return false;
        }
    }

    private Task<DeleteObjectResponse> DeleteAsync(ObjectKey key, CleanUpCalls calls) =>
        calls.CallAsync(key.Value, (client, token) => _deletion.DeleteAsync(client, key, token));
}
