using Discovitas.S3.Client;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Discovitas.S3.Rules;

namespace Discovitas.S3.Quotas;

/// <summary>
/// Counts what a folder holds before a file is stored in it, together with what other uploads of this process have
/// reserved. Each upload first reserves and then counts, so that of two at once the later one knows the earlier.
/// </summary>
internal sealed class FolderQuotas(S3Caller caller, S3Settings settings)
{
    private readonly StoredObjects _objects = new(caller);
    private readonly HashSet<QuotaReservation> _reservations = [];

    /// <summary>Reserves room for a file, until the reservation is disposed.</summary>
    /// <exception cref="UploadRejectedException">The file does not fit.</exception>
    /// <exception cref="S3StoreException">The folder could not be listed.</exception>
    internal async Task<QuotaReservation> ReserveAsync(QuotaClaim claim, CancellationToken cancellationToken)
    {
        var reservation = new QuotaReservation(this, claim.Name, claim.AtMost);
        var others = Add(reservation, FolderOf(claim.Key.Value));
        try
        {
            var left = await CountAsync(claim, others, cancellationToken).ConfigureAwait(false);
            reservation.Bytes = Math.Min(claim.AtMost, left);
            return reservation;
        }
        catch
        {
            reservation.Dispose();
            throw;
        }
    }

    internal void Release(QuotaReservation reservation)
    {
        lock (_reservations)
        {
            _reservations.Remove(reservation);
        }
    }

    // Returns what others have reserved, by the names of their files.
    private Dictionary<string, long> Add(QuotaReservation reservation, string folder)
    {
        lock (_reservations)
        {
            var others = _reservations
                .Where(other =>
                    other.Name != reservation.Name && other.Name.StartsWith(folder, StringComparison.Ordinal))
                .GroupBy(other => other.Name, StringComparer.Ordinal)
                .ToDictionary(same => same.Key, same => same.Max(one => one.Bytes), StringComparer.Ordinal);
            _reservations.Add(reservation);
            return others;
        }
    }

    // Returns how many bytes the file can have.
    private async Task<long> CountAsync(
        QuotaClaim claim, Dictionary<string, long> others, CancellationToken cancellationToken)
    {
        var quota = claim.Quota;
        var (files, bytes) = (others.Count, others.Values.Sum());
        QuotaRules.Require(quota, files, bytes + claim.AtLeast);
        string[] prefixes = [settings.KeyPrefix, settings.PendingPrefix];
        foreach (var prefix in prefixes.Take(claim.CountsPending ? 2 : 1))
        {
            var folder = prefix + FolderOf(claim.Key.Value)[settings.KeyPrefix.Length..];
            await foreach (var found in _objects.ListAsync(folder, cancellationToken).ConfigureAwait(false))
            {
                // An upload that ends meanwhile is listed, and still reserved.
                var kept = settings.KeyPrefix + found.Key[prefix.Length..];
                if (ObjectKey.TryParse(found.Key, prefix, out var key)
                    && !kept.StartsWith(claim.Name, StringComparison.Ordinal)
                    && !others.ContainsKey(kept)
                    && !others.ContainsKey(settings.KeyPrefix + key.Stem[prefix.Length..]))
                {
                    files++;
                    bytes += found.Size ?? 0;
                    QuotaRules.Require(quota, files, bytes + claim.AtLeast);
                }
                else if (IsVariantOfOther(found.Key, claim))
                {
                    bytes += found.Size ?? 0;
                    QuotaRules.Require(quota, files, bytes + claim.AtLeast);
                }
            }
        }

        return (quota.MaxBytes ?? long.MaxValue) - bytes;
    }

    // Variants are no files, but have bytes.
    private bool IsVariantOfOther(string key, QuotaClaim claim) =>
        ObjectKey.TryParseVariant(key, settings.KeyPrefix, out _)
        && !key.StartsWith(claim.VariantName, StringComparison.Ordinal);

    private static string FolderOf(string key) => key[..(key.LastIndexOf('/') + 1)];
}
