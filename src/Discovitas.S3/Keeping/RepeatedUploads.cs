using Amazon.S3.Model;
using Discovitas.S3.Addressing;
using Discovitas.S3.Client;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Discovitas.S3.Reading;
using Discovitas.S3.Rules;
using Discovitas.S3.Text;

namespace Discovitas.S3.Keeping;

/// <summary>Finds what earlier attempts of an upload have stored, whose key derives from its idempotency key.</summary>
internal sealed class RepeatedUploads(S3Caller caller, ObjectAddresses addresses)
{
    private readonly ObjectHead _head = new(caller);
    private readonly UploadVerifier _verifier = new(caller);

    /// <summary>Returns the object of an earlier attempt; null if there is none.</summary>
    /// <param name="key">The key of the file.</param>
    /// <param name="isPending">Whether the file waits before it is kept, so that it may be at either key.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="UploadRejectedException">The earlier file has another extension.</exception>
    internal async Task<EarlierObject?> FindAsync(
        ObjectKey key, bool isPending, CancellationToken cancellationToken)
    {
        ObjectKey[] places = isPending ? [key, addresses.PendingKey(key)] : [key];
        foreach (var place in places)
        {
            if (await NameOfAnyAsync(place, cancellationToken).ConfigureAwait(false) is not { } name)
            {
                continue;
            }

            if (name != place.Value)
            {
                throw RepeatRules.Conflict();
            }

            if (await _head.GetWithChecksumAsync(place, cancellationToken).ConfigureAwait(false) is { } found)
            {
                return new EarlierObject(place, found);
            }
        }

        return null;
    }

    /// <summary>Reads content to its end, as far as the rules allow it, to compare it.</summary>
    internal static async Task<WrittenObject> MeasureAsync(PartReader parts, CancellationToken cancellationToken)
    {
        uint crc32 = 0;
        for (var isLast = false; !isLast;)
        {
            using var part = await parts.NextAsync(cancellationToken).ConfigureAwait(false);
            crc32 = Crc32Value.Combine(crc32, part.Crc32, part.Length);
            isLast = part.IsLast;
        }

        return new WrittenObject(parts.BytesRead, "", crc32, 1);
    }

    /// <summary>Returns what the store has, if these are the expected bytes.</summary>
    /// <exception cref="UploadRejectedException">These are other bytes.</exception>
    internal async Task<WrittenObject> RequireSameAsync(EarlierObject earlier, WrittenObject expected) =>
        await _verifier.IsSameAsync(earlier.Place, earlier.Found, expected).ConfigureAwait(false)
            ? expected with { ETag = earlier.Found.ETag ?? "", IsReplay = true }
            : throw RepeatRules.Conflict();

    // Whatever the extension: the same upload has the same.
    private async Task<string?> NameOfAnyAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request
        {
            BucketName = caller.Bucket,
            Prefix = key.Stem,
            MaxKeys = 1,
            ExpectedBucketOwner = caller.ExpectedOwner,
        };
        var page = await caller.CallAsync(
            key.Value,
            async (client, token) =>
            {
                var found = await client.ListObjectsV2Async(request, token).ConfigureAwait(false);
                return caller.Failures.RequireSign(found, key.Value, !string.IsNullOrEmpty(found?.Name));
            },
            cancellationToken).ConfigureAwait(false);
        return page?.S3Objects?.FirstOrDefault()?.Key;
    }
}
