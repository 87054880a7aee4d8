using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Keys;

namespace Discovitas.S3.Objects;

/// <summary>Deletes objects, with one rule for what proves it: for everyone who deletes.</summary>
internal sealed class ObjectDeletion(S3Caller caller)
{
    /// <summary>The most keys that DeleteObjects accepts.</summary>
    internal const int PageSize = 1000;

    private readonly ObjectListing _listing = new(caller);

    /// <summary>Sends the request once. Succeeds if the object does not exist.</summary>
    /// <exception cref="S3StoreException">The answer comes from something in between.</exception>
    internal async Task<DeleteObjectResponse> DeleteAsync(IAmazonS3 client, ObjectKey key, CancellationToken token)
    {
        var request = new DeleteObjectRequest
        {
            BucketName = caller.Bucket,
            Key = key.Value,
            ExpectedBucketOwner = caller.ExpectedOwner,
        };
        var response = await client.DeleteObjectAsync(request, token).ConfigureAwait(false);
        var isProven = !StoreReply.IsFromNetwork(response)
            || (response.HttpStatusCode is HttpStatusCode.NoContent && StoreReply.HasRequestId(response));
        return isProven || await IsGoneAsync(client, response, key, token).ConfigureAwait(false)
            ? response
            : throw caller.Failures.NotFromStore(response, key.Value);
    }

    /// <summary>Sends the request for up to a thousand objects once. Succeeds if some of them do not exist.</summary>
    /// <exception cref="S3StoreException">The answer comes from something in between.</exception>
    internal async Task<DeleteObjectsResponse> DeletePageAsync(
        IAmazonS3 client, IReadOnlyList<ObjectKey> page, CancellationToken token)
    {
        var request = new DeleteObjectsRequest
        {
            BucketName = caller.Bucket,
            Objects = page.Select(key => new KeyVersion { Key = key.Value }).ToList(),

            // The names of what it has deleted show that the store has done so.
            Quiet = false,
            ExpectedBucketOwner = caller.ExpectedOwner,
        };
        var response = await client.DeleteObjectsAsync(request, token).ConfigureAwait(false);
        var deleted = response?.DeletedObjects?.Select(one => one.Key).ToHashSet(StringComparer.Ordinal) ?? [];
        var isProven = request.Objects.TrueForAll(one => deleted.Contains(one.Key));
        return caller.Failures.RequireSign(response!, null, isProven);
    }

    // S3 returns 204. Without a request id, that looks like the answer of any server that has nothing to say; and a 200
    // may have an error in its body.
    private async Task<bool> IsGoneAsync(
        IAmazonS3 client, DeleteObjectResponse response, ObjectKey key, CancellationToken token)
    {
        try
        {
            return response.HttpStatusCode is HttpStatusCode.NoContent or HttpStatusCode.OK
                && await _listing.FindAsync(client, key, token).ConfigureAwait(false) is null;
        }
        catch (AmazonS3Exception denied) when (denied.StatusCode is HttpStatusCode.Forbidden)
        {
            // The credentials may delete but not list, so the status has to suffice.
            return response.HttpStatusCode is HttpStatusCode.NoContent;
        }
    }
}
