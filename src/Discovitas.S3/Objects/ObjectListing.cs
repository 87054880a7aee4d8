using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Keys;
using Discovitas.S3.Text;

namespace Discovitas.S3.Objects;

/// <summary>
/// Looks for one object in a listing (S3 operation ListObjectsV2), whose XML only a store writes. Needed for stores
/// that give their requests no ids: their answers to HeadObject and GetObject look like those of any web server.
/// </summary>
internal sealed class ObjectListing(S3Caller caller)
{
    /// <summary>Returns the object's ETag, or null if the listing does not have it.</summary>
    internal async Task<string?> FindAsync(IAmazonS3 client, ObjectKey key, CancellationToken token)
    {
        var request = new ListObjectsV2Request
        {
            BucketName = caller.Bucket,
            Prefix = key.Value,
            MaxKeys = 1,
            ExpectedBucketOwner = caller.ExpectedOwner,
        };
        var page = await client.ListObjectsV2Async(request, token).ConfigureAwait(false);
        caller.Failures.RequireSign(page, key.Value, !string.IsNullOrEmpty(page?.Name));
        return page?.S3Objects?.Find(found => found.Key == key.Value)?.ETag;
    }

    /// <summary>
    /// Returns whether the listing has what a HEAD has shown; null if the credentials do not allow listing. A HEAD
    /// alone must not cost another object, which may be the only one.
    /// </summary>
    internal async Task<bool?> ConfirmsAsync(
        ObjectKey key, GetObjectMetadataResponse found, CancellationToken cancellationToken)
    {
        if (!StoreReply.IsFromNetwork(found))
        {
            return true;
        }

        try
        {
            var etag = await caller.CallAsync(
                key.Value, (client, token) => FindAsync(client, key, token), cancellationToken).ConfigureAwait(false);
            return etag is not null && EntityTag.Quoted(etag) == EntityTag.Quoted(found.ETag);
        }
        catch (S3StoreException denied) when (denied is { IsPage: false, StatusCode: HttpStatusCode.Forbidden })
        {
            return null;
        }
    }

    /// <summary>Makes sure that the listing does not contradict what a HEAD has shown.</summary>
    /// <exception cref="S3StoreException">It does.</exception>
    internal async Task RequireAsync(
        ObjectKey key, GetObjectMetadataResponse? found, CancellationToken cancellationToken)
    {
        if (found is not null && await ConfirmsAsync(key, found, cancellationToken).ConfigureAwait(false) is false)
        {
            throw caller.Failures.NotFromStore(found, key.Value);
        }
    }

    /// <summary>Makes sure that a response about an object is the store's.</summary>
    /// <exception cref="S3StoreException">It comes from something in between.</exception>
    internal async Task RequireAsync(
        IAmazonS3 client, ObjectKey key, (Amazon.Runtime.AmazonWebServiceResponse? Response, string? ETag) found,
        CancellationToken token)
    {
        if (found.Response is { } response && !StoreReply.IsFromStore(response, hasOwnSign: false))
        {
            var etag = await FindAsync(client, key, token).ConfigureAwait(false);
            caller.Require(response, key.Value, etag is not null && etag.Trim('"') == found.ETag?.Trim('"'));
        }
    }
}
