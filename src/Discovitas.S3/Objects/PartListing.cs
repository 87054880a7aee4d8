using System.Globalization;
using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Client;

namespace Discovitas.S3.Objects;

/// <summary>Lists the parts of a multipart upload that the store has, in the order of their numbers.</summary>
internal sealed class PartListing(S3Caller caller)
{
    /// <exception cref="S3StoreException">The upload is missing, or the store failed.</exception>
    internal async IAsyncEnumerable<PartDetail> ListAsync(
        string key, string? uploadId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListPartsRequest
        {
            BucketName = caller.Bucket,
            Key = key,
            UploadId = uploadId,
            ExpectedBucketOwner = caller.ExpectedOwner,
        };
        for (var (last, highest) = (0, 0); ;)
        {
            var page = await caller.CallAsync(
                key, (client, token) => ListPageAsync(client, request, token), cancellationToken)
                .ConfigureAwait(false);
            foreach (var part in page?.Parts ?? [])
            {
                highest = part.PartNumber ?? highest;
                yield return part;
            }

            if (page?.IsTruncated is not true)
            {
                yield break;
            }

            // Parts are listed in the order of their numbers, so that a page leads on only if its marker is higher.
            var next = page.NextPartNumberMarker ?? highest;
            last = next > last ? next : throw caller.Failures.EndlessListing(key);
            request.PartNumberMarker = next.ToString(CultureInfo.InvariantCulture);
        }
    }

    private async Task<ListPartsResponse?> ListPageAsync(
        IAmazonS3 client, ListPartsRequest request, CancellationToken token)
    {
        var page = await client.ListPartsAsync(request, token).ConfigureAwait(false);
        return caller.Failures.RequireSign(page, request.Key, page?.UploadId == request.UploadId);
    }
}
