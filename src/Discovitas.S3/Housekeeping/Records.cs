namespace Discovitas.S3.Housekeeping;

/// <summary>
/// The records of an app, which can be read more than once. A record may name a file by its key, kept or pending, or by
/// its URL; and a variant by its own.
/// </summary>
internal sealed class Records(
    HousekeepingContext context, IAsyncEnumerable<string> known, ReconcileOptions options, string prefix)
{
    private readonly KeySet _late = new();

    /// <summary>Gets the keys of the first reading; those with a file are marked.</summary>
    internal KeySet Keys { get; } = new();

    internal Samples<string> Invalid { get; } = new(options.MaxSamples);

    /// <summary>Gets a value indicating whether any record, of either reading, names a file in any folder.</summary>
    internal bool NameFiles { get; private set; }

    /// <summary>Reads all records.</summary>
    internal async Task ReadAsync(CancellationToken cancellationToken)
    {
        await foreach (var record in known.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (KeyOf(record) is not { } key)
            {
                Invalid.Add(record);
                continue;
            }

            NameFiles = true;
            if (key.StartsWith(prefix, StringComparison.Ordinal))
            {
                Keys.Add(key);
            }
        }

        Keys.Seal();
    }

    /// <summary>Reads all records again, since some may have been written or deleted meanwhile.</summary>
    /// <param name="onUnmarkedAsync">Receives each key that is in both readings and not marked, once.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="InvalidOperationException">The records can be read only once.</exception>
    internal async Task ReadAgainAsync(Func<string, Task> onUnmarkedAsync, CancellationToken cancellationToken)
    {
        var isEmpty = true;
        await foreach (var record in known.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            isEmpty = false;
            var key = KeyOf(record);
            NameFiles |= key is not null;
            if (key?.StartsWith(prefix, StringComparison.Ordinal) is not true)
            {
                continue;
            }

            if (Keys.HasUnmarked(key))
            {
                await onUnmarkedAsync(key).ConfigureAwait(false);
                Keys.Mark(key);
            }
            else if (!Keys.Contains(key))
            {
                _late.Add(key);
            }
        }

        _late.Seal();
        if (isEmpty && Keys.Count > 0)
        {
            throw new InvalidOperationException(
                "The known keys were empty when they were read for the second time. Nothing is deleted. Pass an "
                + "enumerable that can be read more than once, such as a query or an async iterator method.");
        }
    }

    /// <summary>
    /// Returns whether a record may mean the file, by either reading: it names the same UUID in the same folder. No
    /// two files have one, so that another extension is more likely a mistake of the app than another file.
    /// </summary>
    internal bool MayMean(string file) =>
        Keys.ContainsWithAnyExtension(file) || _late.ContainsWithAnyExtension(file);

    /// <summary>Returns whether a record names a variant, or may mean its file, by either reading.</summary>
    internal bool MayMeanFileOf(string variant) =>
        Keys.Contains(variant) || _late.Contains(variant)
        || Keys.ContainsFileOf(variant) || _late.ContainsFileOf(variant);

    private string? KeyOf(string? record)
    {
        try
        {
            return record is null ? null : context.Addresses.KeptKey(context.Addresses.FileOrVariant(record)).Value;
        }
        catch (Exception wrong) when (wrong is ArgumentException or UploadRejectedException)
        {
            return null;
        }
    }
}
