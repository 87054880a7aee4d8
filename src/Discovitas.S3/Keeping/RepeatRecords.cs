using System.Globalization;
using Discovitas.S3.Addressing;
using Discovitas.S3.Client;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Discovitas.S3.Writing;

namespace Discovitas.S3.Keeping;

/// <summary>
/// The records below the pending prefix that say which attempt's object is the file of a repeatable upload. A record is
/// written only if there is none of its number (<c>If-None-Match: *</c>), so that one of all attempts writes it. It is
/// never changed: when its file is deleted, the next number decides anew.
/// </summary>
internal sealed class RepeatRecords(S3Caller caller, ObjectAddresses addresses)
{
    private const string KeyName = "key";

    private readonly StoredObjects _objects = new(caller);
    private readonly ObjectHead _head = new(caller);
    private readonly EmptyObjects _empty = new(caller);

    /// <summary>Returns the number of the latest record, 0 for none, and the key of the object that it names.</summary>
    /// <param name="key">The key of any attempt.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal async Task<(int Number, ObjectKey? Place)> FindLatestAsync(
        ObjectKey key, CancellationToken cancellationToken)
    {
        var prefix = addresses.RepeatPrefix(key);
        var latest = 0;
        await foreach (var found in _objects.ListAsync(prefix, cancellationToken).ConfigureAwait(false))
        {
            var isNumber = int.TryParse(
                found.Key.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            latest = isNumber ? Math.Max(latest, number) : latest;
        }

        if (latest == 0)
        {
            return (0, null);
        }

        var record = await _head.GetAsync(Name(key, latest), cancellationToken).ConfigureAwait(false);
        return (latest, record?.Metadata[KeyName] is { Length: > 0 } place ? addresses.KeyOf(place) : null);
    }

    /// <summary>Writes a record, unless there is one with this number.</summary>
    /// <param name="key">The key of any attempt.</param>
    /// <param name="number">The number.</param>
    /// <param name="place">The object that is the file; null for none.</param>
    /// <returns>Whether the record is written.</returns>
    internal Task<bool> TryWriteAsync(ObjectKey key, int number, ObjectKey? place) => _empty.TryCreateAsync(
        Name(key, number), place is { } known ? KeyValuePair.Create(KeyName, known.Value) : null);

    private ObjectKey Name(ObjectKey key, int number) =>
        ObjectKey.Unchecked(string.Create(CultureInfo.InvariantCulture, $"{addresses.RepeatPrefix(key)}{number}"));
}
