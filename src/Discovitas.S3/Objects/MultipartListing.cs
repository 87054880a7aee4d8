using System.Net;
using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Client;

namespace Discovitas.S3.Objects;

/// <summary>Lists the multipart uploads that are neither completed nor aborted, page by page.</summary>
internal sealed class MultipartListing(S3Caller caller)
{
    private const int PageSize = 1000;

    /// <exception cref="S3StoreException">The store rejected the request, or failed.</exception>
    internal async IAsyncEnumerable<MultipartUpload> ListAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListMultipartUploadsRequest
        {
            BucketName = caller.Bucket,
            Prefix = prefix,
            MaxUploads = PageSize,
            ExpectedBucketOwner = caller.ExpectedOwner,
        };
        var pages = new PageTokens();
        while (true)
        {
            var page = await caller.CallAsync(
                null, (client, token) => ListPageAsync(client, request, token), cancellationToken)
                .ConfigureAwait(false);
            foreach (var upload in page?.MultipartUploads ?? [])
            {
                yield return upload;
            }

            if (page?.IsTruncated is not true)
            {
                yield break;
            }

            (request.KeyMarker, request.UploadIdMarker) = (page.NextKeyMarker, page.NextUploadIdMarker);
            if (string.IsNullOrEmpty(request.KeyMarker)
                || !pages.IsNew($"{request.KeyMarker}\n{request.UploadIdMarker}"))
            {
                throw caller.Failures.EndlessListing(null);
            }
        }
    }

    /// <summary>
    /// Visits all uploads below a prefix, unless the credentials do not allow listing them or the store does not
    /// support it.
    /// </summary>
    /// <returns>Whether they could be listed.</returns>
    internal async Task<bool> TryVisitAsync(
        string prefix, Action<MultipartUpload> visit, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var upload in ListAsync(prefix, cancellationToken).ConfigureAwait(false))
            {
                visit(upload);
            }

            return true;
        }
        catch (S3StoreException denied) when (!denied.IsPage
            && denied.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotImplemented)
        {
            return false;
        }
    }

    private async Task<ListMultipartUploadsResponse?> ListPageAsync(
        IAmazonS3 client, ListMultipartUploadsRequest request, CancellationToken token)
    {
        var page = await client.ListMultipartUploadsAsync(request, token).ConfigureAwait(false);
        return caller.Failures.RequireSign(page, null, !string.IsNullOrEmpty(page?.BucketName));
    }
}
