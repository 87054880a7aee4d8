using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Diagnostics;
using Discovitas.S3.Keys;

namespace Discovitas.S3.Objects;

/// <summary>Removes an object that a failed upload has stored.</summary>
internal sealed class ObjectCleanup(S3Caller caller)
{
    /// <summary>
    /// Deletes the object, independent of the caller's token. Never throws, since the caller must see the original
    /// failure; an object that cannot be removed is logged.
    /// </summary>
    internal async Task RemoveAsync(ObjectKey key)
    {
        var request = new DeleteObjectRequest
        {
            BucketName = caller.Bucket,
            Key = key.Value,
            ExpectedBucketOwner = caller.ExpectedOwner,
        };
        try
        {
            await caller.CleanUp().CallAsync(key.Value, (client, token) => client.DeleteObjectAsync(request, token))
                .ConfigureAwait(false);
        }
        catch (S3StoreException failure)
        {
            caller.Logger.ObjectLeftBehind(failure, key.Value);
        }
    }
}
