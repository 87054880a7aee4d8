using System.Net;
using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Keys;
using Discovitas.S3.Writing;

namespace Discovitas.S3.Probes;

/// <summary>Uploads a file in parts: in one part, which suffices.</summary>
internal static class MultipartProbes
{
    internal static readonly Probe[] All =
    [
        // First of all, because without this right an upload would remain.
        new("abort-multipart", "Aborting an upload in parts.", AbortAsync)
        { Needs = ["put-object"], Right = "s3:AbortMultipartUpload" },
        new("list-parts", "Listing the parts of an upload, with which uploads are continued.", PartsAsync)
        { Needs = ["put-object"], Right = "s3:ListMultipartUploadParts" },
        new("multipart", "Uploading a large file in parts.", StartAsync)
        { Needs = ["abort-multipart", "encrypt"], Right = "s3:PutObject" },
        new("list-uploads", "Listing unfinished uploads, with which lost ones are found and removed.", UploadsAsync)
        { Needs = ["multipart"], Right = "s3:ListBucketMultipartUploads" },
        new("complete-multipart", "Completing an upload in parts.", CompleteAsync)
        { Needs = ["multipart"], Right = "s3:PutObject" },
    ];

    // For an upload that does not exist, S3 checks the right first.
    private static async Task<ProbeResult> AbortAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var request = new AbortMultipartUploadRequest
        {
            BucketName = context.Caller.Bucket,
            Key = context.Files.CreateUnused().Value,
            UploadId = Guid.NewGuid().ToString("N"),
            ExpectedBucketOwner = context.Caller.ExpectedOwner,
        };
        try
        {
            await context.AskAsync(
                request.Key, (client, token) => client.AbortMultipartUploadAsync(request, token), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (S3StoreException missing) when (missing.IsMissing)
        {
            // The expected answer.
        }

        return ProbeResult.Ok("Uploads can be aborted.");
    }

    private static async Task<ProbeResult> PartsAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var request = new ListPartsRequest
        {
            BucketName = context.Caller.Bucket,
            Key = context.Files.CreateUnused().Value,
            UploadId = Guid.NewGuid().ToString("N"),
            ExpectedBucketOwner = context.Caller.ExpectedOwner,
        };
        try
        {
            await context.AskAsync(
                request.Key, (client, token) => client.ListPartsAsync(request, token), cancellationToken)
                .ConfigureAwait(false);
            return ProbeResult.Failed(
                "The store lists the parts of an upload that does not exist.",
                "Check the proxies and other servers between the app and the store.");
        }
        catch (S3StoreException missing) when (missing.IsMissing)
        {
            return ProbeResult.Ok("The parts of an upload can be listed.");
        }
    }

    private static async Task<ProbeResult> StartAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var key = context.Files.Create();
        var id = await StartAsync(context, key, cancellationToken).ConfigureAwait(false);
        context.Files.Add(key, id);
        var request = new UploadPartRequest
        {
            BucketName = context.Caller.Bucket,
            Key = key.Value,
            UploadId = id,
            PartNumber = 1,
            InputStream = new MemoryStream(TestFiles.Bytes),
            PartSize = TestFiles.Bytes.Length,
            UseChunkEncoding = false,
            DisablePayloadSigning = !context.Caller.SignsPayload,
            ExpectedBucketOwner = context.Caller.ExpectedOwner,
        };
        var part = await context.AskAsync(
            key.Value, (client, token) => client.UploadPartAsync(request, token), cancellationToken)
            .ConfigureAwait(false);
        context.Multipart = (key, id, part?.ETag ?? "");
        return string.IsNullOrEmpty(part?.ETag)
            ? ProbeResult.Failed(
                "The store returned success for a part without its ETag, which completing the upload requires.",
                "Check the proxies and other servers between the app and the store.")
            : ProbeResult.Ok("Parts can be sent.");
    }

    private static async Task<string> StartAsync(
        ProbeContext context, ObjectKey key, CancellationToken cancellationToken)
    {
        var request = new InitiateMultipartUploadRequest
        {
            BucketName = context.Caller.Bucket,
            Key = key.Value,
            ContentType = TestFiles.ContentType,
            ExpectedBucketOwner = context.Caller.ExpectedOwner,
        };
        try
        {
            // Not cancelled, because the id would be lost with the answer.
            cancellationToken.ThrowIfCancellationRequested();
            var started = await context.AskAsync(
                key.Value, (client, token) => client.InitiateMultipartUploadAsync(request, token), default)
                .ConfigureAwait(false);
            return started?.UploadId is { Length: > 0 } id ? id : throw context.Caller.Failures.NoUploadId(key.Value);
        }
        catch (S3StoreException unknown)
            when (unknown.IsPage || unknown.StatusCode is null or >= HttpStatusCode.InternalServerError)
        {
            // Whether an upload was started is not known.
            await new MultipartCleanup(context.Caller).RemoveUnknownAsync(key, keptId: null, Doubt.IsOpen)
                .ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<ProbeResult> UploadsAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var (key, id, _) = context.Multipart!.Value;
        var request = new ListMultipartUploadsRequest
        {
            BucketName = context.Caller.Bucket,
            Prefix = key.Value,
            ExpectedBucketOwner = context.Caller.ExpectedOwner,
        };
        var found = await context.AskAsync(
            key.Value, (client, token) => client.ListMultipartUploadsAsync(request, token), cancellationToken)
            .ConfigureAwait(false);
        return found?.MultipartUploads?.Exists(upload => upload.UploadId == id) == true
            ? ProbeResult.Ok("Unfinished uploads can be listed.")
            : ProbeResult.Failed(
                "The store does not list an upload that is under way.",
                "Give the bucket a lifecycle rule that aborts unfinished uploads.");
    }

    private static async Task<ProbeResult> CompleteAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var (key, id, etag) = context.Multipart!.Value;
        var request = new CompleteMultipartUploadRequest
        {
            BucketName = context.Caller.Bucket,
            Key = key.Value,
            UploadId = id,
            PartETags = [new PartETag(1, etag)],
            ExpectedBucketOwner = context.Caller.ExpectedOwner,
        };
        var done = await context.AskAsync(
            key.Value, (client, token) => client.CompleteMultipartUploadAsync(request, token), cancellationToken)
            .ConfigureAwait(false);

        // Some stores return no ETag; then only the file shows that it is stored, as with uploads.
        return !string.IsNullOrEmpty(done?.ETag)
            || await IsStoredAsync(context, key, cancellationToken).ConfigureAwait(false)
                ? ProbeResult.Ok("An upload in parts can be completed.")
                : ProbeResult.Failed(
                    "The store returned success for an upload in parts, but has no file.",
                    "Check the proxies and other servers between the app and the store.");
    }

    private static async Task<bool> IsStoredAsync(
        ProbeContext context, ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await RoundTripProbes.ReadAsync(context, key, range: null, cancellationToken)
                .ConfigureAwait(false);
            return bytes.AsSpan().SequenceEqual(TestFiles.Bytes);
        }
        catch (S3StoreException missing) when (missing.IsMissing)
        {
            return false;
        }
    }
}
