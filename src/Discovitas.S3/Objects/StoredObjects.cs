using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Headers;
using Discovitas.S3.Keys;
using Discovitas.S3.Text;

namespace Discovitas.S3.Objects;

/// <summary>The operations on stored objects: one method for each S3 operation.</summary>
internal sealed class StoredObjects(S3Caller caller)
{
    // ListObjectsV2 returns at most as many.
    private const int PageSize = ObjectDeletion.PageSize;

    private readonly ObjectHead _head = new(caller);
    private readonly ObjectDeletion _deletion = new(caller);

    /// <summary>Returns the object's metadata, or null if the object is missing.</summary>
    internal async Task<StoredFileMetadata?> HeadAsync(ObjectKey key, CancellationToken cancellationToken) =>
        await _head.GetAsync(key, cancellationToken).ConfigureAwait(false) is { } found
            ? new StoredFileMetadata
            {
                Key = key.Value,
                Size = found.ContentLength,
                ContentType = found.Headers.ContentType ?? "",
                ETag = EntityTag.Quoted(found.ETag),
                LastModified = Time(found.LastModified),
                ContentDisposition = ContentDisposition.Safe(
                    found.Headers.ContentDisposition, found.Headers.ContentType),
                Metadata = UserMetadata.Decode(found.Metadata),
            }
            : null;

    /// <summary>
    /// Asks for the parts of an upload that does not exist (S3 operation ListParts), for which the store returns its
    /// usual error only if the caller may use the bucket.
    /// </summary>
    /// <exception cref="S3StoreException">The store returned any other response.</exception>
    internal async Task RequireAccessAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var request = new ListPartsRequest
        {
            BucketName = caller.Bucket,
            Key = key.Value,
            UploadId = Guid.NewGuid().ToString("N"),
            MaxParts = 1,
            ExpectedBucketOwner = caller.ExpectedOwner,
        };
        try
        {
            var answer = await caller.AskOnceAsync(
                key.Value, (client, token) => client.ListPartsAsync(request, token), cancellationToken)
                .ConfigureAwait(false);

            // A server that is not a store may answer 200 to everything.
            if (StoreReply.IsFromNetwork(answer))
            {
                throw caller.Failures.NotAStore(answer, key.Value);
            }
        }
        catch (S3StoreException failure) when (failure is { IsMissing: true, ErrorCode: "NoSuchUpload" or "NoSuchKey" })
        {
            // The expected error; Ceph 16.2 returns NoSuchKey. A plain NotFound does not come from a store.
        }
    }

    internal Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken) => caller.CallAsync(
        key.Value, (client, token) => _deletion.DeleteAsync(client, key, token), cancellationToken);

    internal async Task DeleteAsync(IReadOnlyList<ObjectKey> keys, CancellationToken cancellationToken)
    {
        var done = 0;
        foreach (var page in keys.Chunk(PageSize))
        {
            try
            {
                await caller.CallAsync(
                    null, (client, token) => _deletion.DeletePageAsync(client, page, token), cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (S3StoreException failure)
            {
                var rejected = (failure.InnerException as DeleteObjectsException)?.Response?.DeleteErrors?.Count;
                var left = keys.Count - done - page.Length + (rejected ?? page.Length);
                throw failure.With($"Up to {left} of {keys.Count} files are not deleted: delete them again.");
            }

            done += page.Length;
        }
    }

    internal IAsyncEnumerable<S3Object> ListAsync(string prefix, CancellationToken cancellationToken) =>
        ListAsync(prefix, call => caller.CallAsync(null, call, cancellationToken));

    /// <summary>Does the same after a failure, independent of the caller's token.</summary>
    internal IAsyncEnumerable<S3Object> ListAfterFailureAsync(string prefix, CleanUpCalls calls) =>
        ListAsync(prefix, call => calls.CallAsync(null, call));

    private async IAsyncEnumerable<S3Object> ListAsync(
        string prefix,
        Func<Func<IAmazonS3, CancellationToken, Task<ListObjectsV2Response>>, Task<ListObjectsV2Response>> callAsync)
    {
        var request = new ListObjectsV2Request
        {
            BucketName = caller.Bucket,
            Prefix = prefix,
            MaxKeys = PageSize,
            ExpectedBucketOwner = caller.ExpectedOwner,
        };
        var pages = new PageTokens();
        do
        {
            var page = await callAsync((client, token) => ListPageAsync(client, request, token)).ConfigureAwait(false);
            foreach (var found in page?.S3Objects ?? [])
            {
                yield return found;
            }

            request.ContinuationToken = page?.IsTruncated == true ? page.NextContinuationToken ?? "" : null;
            if (request.ContinuationToken is { } next && !pages.IsNew(next))
            {
                throw caller.Failures.EndlessListing(null);
            }
        }
        while (request.ContinuationToken is not null);
    }

    private async Task<ListObjectsV2Response> ListPageAsync(
        IAmazonS3 client, ListObjectsV2Request request, CancellationToken token)
    {
        var page = await client.ListObjectsV2Async(request, token).ConfigureAwait(false);
        return caller.Failures.RequireSign(page, null, !string.IsNullOrEmpty(page?.Name));
    }

    internal static DateTimeOffset Time(DateTime? time) =>
        time is { } known ? new DateTimeOffset(known.ToUniversalTime()) : default;
}
