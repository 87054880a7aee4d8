using Amazon.Runtime;
using Amazon.S3.Model;

namespace Discovitas.S3.Tool.Checks;

/// <summary>Uploads in parts.</summary>
internal static class MultipartChecks
{
    /// <summary>The size of the last part.</summary>
    internal const int LastPart = 1024;

    private const int MaxParts = 10_000;

    internal static readonly Check[] All =
    [
        new("multipart", "An object is uploaded in two parts.", TwoPartsAsync)
        {
            IsEssential = true,
            Needs = ["get-object"],
            Limits = "Files above S3:PartSize, and streams of unknown length.",
        },
        new("list-parts", "The parts of an upload are listed.", ListPartsAsync)
        { Needs = ["put-object"], Limits = "Continuing an upload after a reload or a broken connection." },
        new("list-uploads", "Unfinished uploads are listed.", ListUploadsAsync)
        {
            Needs = ["list-parts"],
            Limits = "Finding and removing uploads that nobody completed: let a lifecycle rule abort them.",
        },
        new("part-checksum", "A part whose CRC-32 is wrong is rejected.", ChecksumAsync)
        {
            Needs = ["list-parts"],
            Limits = "Bytes that changed on the way are found by the ETag of the part, or by reading back.",
        },
        new("part-10000", "A part can have the number 10,000, and no number above it.", MostPartsAsync)
        {
            Needs = ["list-parts"],
            Limits = "Nothing, if 10,000 works. Otherwise the largest file: raise S3:PartSize for larger ones.",
        },
        new("abort", "An upload that is aborted is gone.", AbortAsync)
        { IsEssential = true, Needs = ["list-parts"], Limits = "Removing what a failed upload left." },
    ];

    /// <summary>Starts an upload, which is aborted at the end unless it is completed.</summary>
    internal static async Task<(string Key, string Id)> StartAsync(
        CheckContext context, string key, CancellationToken cancellationToken, List<Tag>? tags = null)
    {
        var request = new InitiateMultipartUploadRequest
        {
            BucketName = context.Bucket,
            Key = key,
            ContentType = StoreRequests.ContentType,
            TagSet = tags,
            ServerSideEncryptionMethod = context.Settings.ServerSideEncryption,
            ServerSideEncryptionKeyManagementServiceKeyId = context.Settings.KmsKeyId,
        };
        var started = await context.Client.InitiateMultipartUploadAsync(request, cancellationToken);
        if (string.IsNullOrEmpty(started.UploadId))
        {
            throw new AmazonServiceException("The answer has no upload id.");
        }

        context.Keys.AddUpload(key, started.UploadId);
        return (key, started.UploadId);
    }

    /// <summary>Uploads one part and returns what names it.</summary>
    internal static async Task<PartETag> SendAsync(
        CheckContext context,
        (string Key, string Id) upload,
        (int Number, byte[] Bytes) part,
        CancellationToken cancellationToken)
    {
        var request = StoreRequests.Part(context, upload, part.Number, part.Bytes);
        return new PartETag(part.Number, (await context.Client.UploadPartAsync(request, cancellationToken)).ETag);
    }

    /// <summary>Completes an upload and returns the object's ETag.</summary>
    internal static async Task<string> CompleteAsync(
        CheckContext context, CompleteMultipartUploadRequest request, CancellationToken cancellationToken)
    {
        var completed = await context.Client.CompleteMultipartUploadAsync(request, cancellationToken);
        context.Keys.RemoveUpload(request.UploadId);
        return completed.ETag ?? "";
    }

    private static async Task<CheckResult> TwoPartsAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var bytes = ObjectBytes.Create(CheckContext.PartSize + LastPart);
        var upload = await StartAsync(context, context.Keys.Create("large"), cancellationToken);
        var first = await SendAsync(context, upload, (1, bytes[..CheckContext.PartSize]), cancellationToken);
        var last = await SendAsync(context, upload, (2, bytes[CheckContext.PartSize..]), cancellationToken);
        var request = StoreRequests.Complete(context, upload, first, last);
        context.LargeETag = await CompleteAsync(context, request, cancellationToken);
        return CheckResult.If(
            await HasBytesAsync(context, context.Large, bytes, cancellationToken),
            "Uploaded in two parts.",
            "The object has other bytes where its parts meet.");
    }

    /// <summary>Reads around the place where the first part ends.</summary>
    internal static async Task<bool> HasBytesAsync(
        CheckContext context, string key, byte[] bytes, CancellationToken cancellationToken)
    {
        const int Start = CheckContext.PartSize - 10;
        var request = StoreRequests.Get(context, key, new ByteRange(Start, bytes.Length - 1));
        var end = await ObjectBytes.ReadAsync(context, request, cancellationToken);
        return end.AsSpan().SequenceEqual(bytes.AsSpan(Start));
    }

    private static async Task<CheckResult> ListPartsAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var upload = await StartAsync(context, context.Keys.Create("open"), cancellationToken);
        context.OpenUpload = upload;
        var part = await SendAsync(context, upload, (1, StoreRequests.Small), cancellationToken);
        var listed = await context.Client.ListPartsAsync(context.Bucket, upload.Key, upload.Id, cancellationToken);
        return CheckResult.If(
            listed.Parts is [{ PartNumber: 1 } one] && one.Size == StoreRequests.Small.Length && one.ETag == part.ETag,
            "Listed, with number, size and ETag.",
            "The listing has other parts than were sent.");
    }

    private static async Task<CheckResult> ListUploadsAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var request = new ListMultipartUploadsRequest { BucketName = context.Bucket, Prefix = context.Keys.Prefix };
        var listed = await context.Client.ListMultipartUploadsAsync(request, cancellationToken);
        return CheckResult.If(
            listed.MultipartUploads?.Any(found => found.UploadId == context.OpenUpload.Id) is true,
            "Listed by their prefix.",
            "The listing lacks an upload that is under way.");
    }

    private static async Task<CheckResult> ChecksumAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var request = StoreRequests.Part(context, context.OpenUpload, 2, StoreRequests.Small);
        request.ChecksumCRC32 = StoreRequests.Crc32Of([0]);
        var rejection = await Rejection.OfAsync(context.Client.UploadPartAsync(request, cancellationToken));
        return CheckResult.If(rejection is not null, $"Rejected ({rejection}).", "The store accepted a wrong one.");
    }

    private static async Task<CheckResult> AbortAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var (key, id) = context.OpenUpload;
        await context.Client.AbortMultipartUploadAsync(context.Bucket, key, id, cancellationToken);
        var rejection = await Rejection.OfAsync(
            context.Client.ListPartsAsync(context.Bucket, key, id, cancellationToken));
        return CheckResult.If(rejection is not null, "Aborted.", "Its parts are still listed.");
    }

    private static async Task<CheckResult> MostPartsAsync(CheckContext context, CancellationToken cancellationToken)
    {
        // In another upload: Ceph completes none that has parts besides those that are named.
        var above = StoreRequests.Part(context, context.OpenUpload, MaxParts + 1, StoreRequests.Small);
        var rejection = await Rejection.OfAsync(context.Client.UploadPartAsync(above, cancellationToken));
        var upload = await StartAsync(context, context.Keys.Create("part-10000"), cancellationToken);
        var part = await SendAsync(context, upload, (MaxParts, StoreRequests.Small), cancellationToken);
        await CompleteAsync(context, StoreRequests.Complete(context, upload, part), cancellationToken);
        return rejection is null
            ? CheckResult.Limited("10,000 works, and 10,001 as well.")
            : CheckResult.Works($"10,000 works, 10,001 is rejected ({rejection}).");
    }
}
