using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Headers;
using Discovitas.S3.Objects;
using Discovitas.S3.Reading;

namespace Discovitas.S3.Writing;

/// <summary>
/// Copies an object within the bucket, if it still has the ETag that was verified: in one request (S3 operation
/// CopyObject), or in parts if it is large (UploadPartCopy).
/// </summary>
/// <param name="caller">Calls the store.</param>
/// <param name="maxCopy">
/// The largest copy in one request. S3 allows 5 GiB, but no progress is seen until all of it is copied.
/// </param>
internal sealed class ObjectCopier(S3Caller caller, long maxCopy = ObjectCopier.MaxCopy)
{
    private const long MaxCopy = 1024 * S3Settings.Mebibyte;

    private readonly UploadVerifier _verifier = new(caller);

    /// <summary>Returns whether the object is copied in one request, which can take the source's tags.</summary>
    internal bool CopiesWhole(long size) => size <= maxCopy;

    /// <summary>Copies the object and returns the ETag of the copy. A repeated copy replaces the one before.</summary>
    /// <exception cref="S3StoreException">
    /// The source is missing or has another ETag, or the store rejected the request or failed.
    /// </exception>
    internal async Task<string> CopyAsync(ObjectCopy copy)
    {
        var etag = CopiesWhole(copy.Size)
            ? await CopyWholeAsync(copy).ConfigureAwait(false)
            : await CopyInPartsAsync(copy).ConfigureAwait(false);
        await new TagRepair(caller, copy.MayBeRemoved).RepeatAsync(copy.Target, copy.Headers.Tags)
            .ConfigureAwait(false);
        return etag;
    }

    private Task<string> CopyWholeAsync(ObjectCopy copy)
    {
        var request = new CopyObjectRequest
        {
            SourceBucket = caller.Bucket,
            SourceKey = copy.Source.Value,
            DestinationBucket = caller.Bucket,
            DestinationKey = copy.Target.Value,
            ETagToMatch = copy.ETag,
            ExpectedBucketOwner = caller.ExpectedOwner,
            ExpectedSourceBucketOwner = caller.ExpectedOwner,
            TaggingDirective = copy.TakesTags ? TaggingDirective.COPY : TaggingDirective.REPLACE,
            TagSet = ObjectTags.ToTagSet(copy.Headers.Tags),
        };
        copy.Headers.ApplyTo(request);
        return caller.CommitAsync(
            copy.Target.Value,
            async (client, token) =>
            {
                var response = await client.CopyObjectAsync(request, token).ConfigureAwait(false);
                return StoreReply.IsFromNetwork(response) && string.IsNullOrEmpty(response.ETag)
                    ? throw caller.Failures.NoETag(response, copy.Target.Value)
                    : response?.ETag ?? "";
            });
    }

    private async Task<string> CopyInPartsAsync(ObjectCopy copy)
    {
        var start = new MultipartStart(caller, copy.Target, copy.Headers) { PartsHaveChecksums = false };
        var started = await start.CreateAsync(CancellationToken.None).ConfigureAwait(false);
        List<PartETag>? parts = null;
        string etag;
        try
        {
            parts = await CopyPartsAsync(copy, started.Id).ConfigureAwait(false);
            etag = await CompleteAsync(copy, started.Id, parts).ConfigureAwait(false);
        }
        catch (S3StoreException failure)
        {
            var cleanup = new MultipartCleanup(caller, failure);
            await started.EndAsync(cleanup).ConfigureAwait(false);

            // If there is nothing to remove, the store may have completed the upload after the look for the object.
            if (!await cleanup.RemoveAsync(copy.Target, started.Id).ConfigureAwait(false)
                || parts is null
                || await _verifier.FindAnyAsync(copy.Target, failure).ConfigureAwait(false) is not { } late)
            {
                throw;
            }

            etag = late;
        }

        await started.EndAsync(new MultipartCleanup(caller)).ConfigureAwait(false);
        return etag;
    }

    private async Task<List<PartETag>> CopyPartsAsync(ObjectCopy copy, string uploadId)
    {
        var partSize = Math.Max(maxCopy, ((copy.Size - 1) / PartPlan.MaxParts) + 1);
        var parts = new List<PartETag>();
        for (long first = 0; first < copy.Size; first += partSize)
        {
            var last = Math.Min(first + partSize, copy.Size) - 1;
            parts.Add(await CopyPartAsync(copy, uploadId, parts.Count + 1, (first, last)).ConfigureAwait(false));
        }

        return parts;
    }

    private Task<string> CompleteAsync(ObjectCopy copy, string uploadId, List<PartETag> parts) =>
        new MultipartCompletion(caller, _verifier).CompleteAsync(
            new CompleteParts(copy.Target, uploadId, parts, copy.Size),
            failure => _verifier.FindAnyAsync(copy.Target, failure));

    private Task<PartETag> CopyPartAsync(ObjectCopy copy, string uploadId, int number, (long First, long Last) range)
    {
        var request = new CopyPartRequest
        {
            SourceBucket = caller.Bucket,
            SourceKey = copy.Source.Value,
            DestinationBucket = caller.Bucket,
            DestinationKey = copy.Target.Value,
            UploadId = uploadId,
            PartNumber = number,
            FirstByte = range.First,
            LastByte = range.Last,
            ETagToMatch = [copy.ETag],
            ExpectedBucketOwner = caller.ExpectedOwner,
            ExpectedSourceBucketOwner = caller.ExpectedOwner,
        };
        return caller.CommitAsync(
            copy.Target.Value,
            async (client, token) =>
            {
                var response = await client.CopyPartAsync(request, token).ConfigureAwait(false);
                return StoreReply.IsFromNetwork(response) && string.IsNullOrEmpty(response.ETag)
                    ? throw caller.Failures.NoETag(response, copy.Target.Value)
                    : new PartETag(number, response?.ETag ?? "");
            });
    }
}
