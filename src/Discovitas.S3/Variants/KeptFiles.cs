using Discovitas.S3.Addressing;
using Discovitas.S3.Client;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;

namespace Discovitas.S3.Variants;

/// <summary>
/// Passes kept files to the app's functions, and removes files together with the variants that those have stored.
/// </summary>
internal sealed class KeptFiles(S3Caller caller, ObjectAddresses addresses, KeptHooks hooks, VariantFiles variants)
{
    // Of a thousand files, each is looked for by itself.
    private const int Parallelism = 8;

    private readonly ObjectCleanup _cleanup = new(caller);
    private readonly StoredObjects _objects = new(caller);

    /// <summary>Gets a value indicating whether there are functions that receive kept files.</summary>
    internal bool HasHooks { get; } = hooks.Functions.Count > 0;

    /// <summary>Passes a file to the functions, one after the other. Nobody can cancel them.</summary>
    internal async Task RunAsync(StoredFile file)
    {
        var kept = new KeptFile(file, addresses.KeyOf(file.Key), variants);
        foreach (var function in hooks.Functions)
        {
            await function(kept, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Passes a file to the functions, and removes it if one of them throws.</summary>
    internal async Task RunOrRemoveAsync(StoredFile file)
    {
        try
        {
            await RunAsync(file).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            await RemoveAsync(addresses.KeyOf(file.Key), failure).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Returns an acceptance that first passes the file to the functions, unless it is pending; null if there are none
    /// and the app accepts every file.
    /// </summary>
    internal Func<StoredFile, Task>? Before(Func<StoredFile, Task>? acceptAsync)
    {
        return HasHooks ? RunAndAcceptAsync : acceptAsync;

        async Task RunAndAcceptAsync(StoredFile file)
        {
            if (file.PendingKey is null)
            {
                await RunAsync(file).ConfigureAwait(false);
            }

            if (acceptAsync is not null)
            {
                await acceptAsync(file).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// Removes a file and its variants. Never throws: what may remain is logged and named in the failure.
    /// </summary>
    /// <returns>Whether the file is gone.</returns>
    internal async Task<bool> RemoveAsync(ObjectKey key, Exception failure)
    {
        // They share a deadline, so that a store that is down does not delay the caller for each variant.
        var calls = caller.CleanUp(failure);
        var isGone = await _cleanup.RemoveAsync(key, failure, calls).ConfigureAwait(false);
        if (!CanHaveVariants(key))
        {
            return isGone;
        }

        // Even if the file remains: nobody knows it, and what is left of it must have a name.
        try
        {
            var found = await variants.ListAfterFailureAsync(key, calls).ConfigureAwait(false);
            await _cleanup.RemoveAsync(found, failure, calls).ConfigureAwait(false);
        }
        catch (S3StoreException unknown)
        {
            NameVariants(key, unknown, failure);
        }

        return isGone;
    }

    /// <summary>Logs that a file remains, perhaps with variants, and names them in the failure.</summary>
    internal void NameRemaining(ObjectKey key, Exception why, Exception failure)
    {
        _cleanup.NameRemaining(key, why, failure);
        if (CanHaveVariants(key))
        {
            NameVariants(key, why, failure);
        }
    }

    /// <summary>
    /// Deletes the variants of files that have just been deleted. Not before the files: whoever stores a variant looks
    /// for its file afterwards, so that each variant is found here, or is removed there.
    /// </summary>
    /// <returns>The number of variants.</returns>
    internal async Task<int> DeleteVariantsAsync(IReadOnlyList<ObjectKey> files, CancellationToken cancellationToken)
    {
        if (!hooks.UsesVariants)
        {
            return 0;
        }

        try
        {
            var found = await ListVariantsAsync(files, cancellationToken).ConfigureAwait(false);
            await _objects.DeleteAsync(found, cancellationToken).ConfigureAwait(false);
            return found.Count;
        }
        catch (S3StoreException failure)
        {
            throw failure.With("Variants of the deleted files may remain: delete the files again.");
        }
    }

    private async Task<IReadOnlyList<ObjectKey>> ListVariantsAsync(
        IReadOnlyList<ObjectKey> files, CancellationToken cancellationToken)
    {
        var found = new IReadOnlyList<ObjectKey>[files.Count];
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = Parallelism,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForAsync(0, files.Count, options, async (index, token) =>
        {
            found[index] = addresses.IsKept(files[index].Value)
                ? await variants.ListToDeleteAsync(files[index], token).ConfigureAwait(false)
                : [];
        }).ConfigureAwait(false);
        return [.. found.SelectMany(one => one).Distinct()];
    }

    private bool CanHaveVariants(ObjectKey key) => hooks.UsesVariants && addresses.IsKept(key.Value);

    private void NameVariants(ObjectKey key, Exception why, Exception failure) =>
        _cleanup.NameRemaining(ObjectKey.Unchecked(key.VariantPrefix), why, failure);
}
