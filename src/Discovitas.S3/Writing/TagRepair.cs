using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Headers;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;

namespace Discovitas.S3.Writing;

/// <summary>
/// Sets the tags of a multipart upload again once the object is stored. Ceph RADOS Gateway (16.2) silently drops the
/// tags of CreateMultipartUpload; Amazon S3 keeps them.
/// </summary>
internal sealed class TagRepair(S3Caller caller, bool mayBeRemoved = false)
{
    /// <summary>Sets the tags on any store but Amazon's.</summary>
    /// <exception cref="S3StoreException">
    /// The tags could not be set; the object is removed, because it is not what was asked for.
    /// </exception>
    internal async Task RepeatAsync(ObjectKey key, IReadOnlyCollection<KeyValuePair<string, string>>? tags)
    {
        if (caller.IsAmazon || ObjectTags.ToTagSet(tags) is not { } tagSet)
        {
            return;
        }

        var request = new PutObjectTaggingRequest
        {
            BucketName = caller.Bucket,
            Key = key.Value,
            Tagging = new Tagging { TagSet = tagSet },
            ExpectedBucketOwner = caller.ExpectedOwner,
        };
        try
        {
            await caller.CleanUp().CallAsync(key.Value, async (client, token) => caller.Require(
                await client.PutObjectTaggingAsync(request, token).ConfigureAwait(false), key.Value))
                .ConfigureAwait(false);
        }
        catch (S3StoreException missing) when (mayBeRemoved && missing.IsMissing)
        {
            // Another attempt has stored the file, which this one finds next.
        }
        catch (S3StoreException failure)
        {
            await new ObjectCleanup(caller).RemoveAsync(key, failure).ConfigureAwait(false);
            throw;
        }
    }
}
