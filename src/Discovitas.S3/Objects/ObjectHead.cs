using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Keys;

namespace Discovitas.S3.Objects;

/// <summary>
/// Makes the one HeadObject request. An object is missing only if the store says so: a missing bucket, an error and a
/// page from a server in between are failures.
/// </summary>
internal sealed class ObjectHead(S3Caller caller)
{
    private readonly ObjectListing _listing = new(caller);

    /// <summary>Returns the object's metadata, or null if the object is missing.</summary>
    /// <exception cref="S3StoreException">The store returned an error or no usable response.</exception>
    internal Task<GetObjectMetadataResponse?> GetAsync(ObjectKey key, CancellationToken cancellationToken) =>
        OrMissingAsync(caller.CallAsync(key.Value, Request(key, mode: null), cancellationToken));

    /// <summary>
    /// Returns the object's metadata with its checksum, which requires <c>kms:Decrypt</c> for an object encrypted with
    /// KMS.
    /// </summary>
    /// <inheritdoc cref="GetAsync"/>
    internal Task<GetObjectMetadataResponse?> GetWithChecksumAsync(
        ObjectKey key, CancellationToken cancellationToken) =>
        OrMissingAsync(caller.CallAsync(key.Value, Request(key, ChecksumMode.ENABLED), cancellationToken));

    /// <summary>Does the same after a failure, independent of the caller's token.</summary>
    /// <inheritdoc cref="GetAsync"/>
    internal Task<GetObjectMetadataResponse?> GetAfterFailureAsync(ObjectKey key, CleanUpCalls calls) =>
        OrMissingAsync(calls.CallAsync(key.Value, Request(key, ChecksumMode.ENABLED)));

    private Func<IAmazonS3, CancellationToken, Task<GetObjectMetadataResponse?>> Request(
        ObjectKey key, ChecksumMode? mode) =>
        async (client, token) =>
        {
            var request = new GetObjectMetadataRequest
            {
                BucketName = caller.Bucket,
                Key = key.Value,
                ChecksumMode = mode,
                ExpectedBucketOwner = caller.ExpectedOwner,
            };
            var found = await OrUnprovenAsync(client, request, token).ConfigureAwait(false);
            if (found is null)
            {
                return await _listing.FindAsync(client, key, token).ConfigureAwait(false) is null
                    ? null
                    : throw caller.Failures.NotFromStore(new GetObjectMetadataResponse(), key.Value);
            }

            // A server in between may answer 200 with a page, which would pass for an object of another size.
            if (StoreReply.IsFromNetwork(found) && string.IsNullOrEmpty(found.ETag))
            {
                throw caller.Failures.NoETag(found, key.Value);
            }

            await _listing.RequireAsync(client, key, (found, found.ETag), token).ConfigureAwait(false);
            return found;
        };

    // Returns null for a 404 that need not be the store's: an answer to HEAD has no body that could show it.
    private static async Task<GetObjectMetadataResponse?> OrUnprovenAsync(
        IAmazonS3 client, GetObjectMetadataRequest request, CancellationToken token)
    {
        try
        {
            return await client.GetObjectMetadataAsync(request, token).ConfigureAwait(false)
                ?? new GetObjectMetadataResponse();
        }
        catch (AmazonS3Exception missing)
            when (missing.StatusCode is HttpStatusCode.NotFound && !StoreReply.IsFromStore(missing))
        {
            return null;
        }
    }

    private static async Task<GetObjectMetadataResponse?> OrMissingAsync(Task<GetObjectMetadataResponse?> call)
    {
        try
        {
            return await call.ConfigureAwait(false);
        }
        catch (S3StoreException failure) when (failure.IsMissing)
        {
            return null;
        }
    }
}
