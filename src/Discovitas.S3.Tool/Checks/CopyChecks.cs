using Amazon.S3;
using Amazon.S3.Model;

namespace Discovitas.S3.Tool.Checks;

/// <summary>Copies within the bucket, with which a pending file is kept.</summary>
internal static class CopyChecks
{
    private const string OtherETag = "\"00000000000000000000000000000000\"";

    private const string Swapped =
        "Direct uploads cost a request more: the copy is verified as well, since a client could have replaced the "
        + "file after the check.";

    internal static readonly Check[] All =
    [
        new("copy", "An object is copied, with headers of its own.", CopyAsync)
        { Needs = ["get-object"], Limits = "Direct uploads, pending files and inspection." },
        new("copy-condition", "A copy whose source has another ETag is rejected.", ConditionAsync)
        { Needs = ["copy"], Limits = Swapped },
        new("copy-part", "A part is copied from a range of an object (UploadPartCopy).", CopyPartAsync)
        { Needs = ["multipart"], Limits = "Keeping pending files above 1 GiB." },
        new("copy-part-condition", "A part whose source has another ETag is not copied.", PartConditionAsync)
        { Needs = ["copy-part"], Limits = Swapped },
        new("unequal-parts", "Parts of one upload can have different sizes.", UnequalAsync)
        {
            Needs = ["copy-part"],
            Limits = "Streams of unknown length end at 5,000 parts (39 GiB by default): from there on, parts grow.",
        },
    ];

    private static async Task<CheckResult> CopyAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var target = context.Keys.Create("copy");
        var request = StoreRequests.Copy(context, context.File, target);
        request.MetadataDirective = S3MetadataDirective.REPLACE;
        request.ContentType = "image/png";
        request.Metadata["mine"] = "1";
        await context.Client.CopyObjectAsync(request, cancellationToken);
        var head = await context.Client.GetObjectMetadataAsync(context.Bucket, target, cancellationToken);
        var isCopied = head.ContentLength == StoreRequests.Small.Length && head.Headers.ContentType == "image/png";
        var isPure = string.IsNullOrEmpty(head.Headers.CacheControl)
            && head.Metadata.Keys.SequenceEqual(["x-amz-meta-mine"]);
        return CheckResult.If(
            isCopied && isPure,
            "Copied, with its own headers.",
            isCopied ? "The copy has headers of its source." : "The copy has another size or type.");
    }

    private static async Task<CheckResult> ConditionAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var request = StoreRequests.Copy(context, context.File, context.Keys.Create("copy"));
        request.ETagToMatch = OtherETag;
        var rejection = await Rejection.OfAsync(context.Client.CopyObjectAsync(request, cancellationToken));
        request.ETagToMatch = context.ETag;
        await context.Client.CopyObjectAsync(request, cancellationToken);
        return ConditionChecks.Result(rejection);
    }

    private static async Task<CheckResult> CopyPartAsync(CheckContext context, CancellationToken cancellationToken)
    {
        const int Size = CheckContext.PartSize + MultipartChecks.LastPart;
        var target = context.Keys.Create("copy-part");
        await CopyRangesAsync(
            context, target, [new(0, CheckContext.PartSize - 1), new(CheckContext.PartSize, Size - 1)],
            cancellationToken);
        return CheckResult.If(
            await MultipartChecks.HasBytesAsync(context, target, ObjectBytes.Create(Size), cancellationToken),
            "Copied, range by range.",
            "The copy has other bytes where its parts meet.");
    }

    private static async Task<CheckResult> PartConditionAsync(
        CheckContext context, CancellationToken cancellationToken)
    {
        var upload = await MultipartChecks.StartAsync(
            context, context.Keys.Create("copy-part"), cancellationToken);
        var request = StoreRequests.CopyPart(context, upload, 1, new ByteRange(0, 9));
        request.ETagToMatch = [OtherETag];
        return ConditionChecks.Result(
            await Rejection.OfAsync(context.Client.CopyPartAsync(request, cancellationToken)));
    }

    // The bytes of the parts are copied, so that they need not be sent.
    private static async Task<CheckResult> UnequalAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var call = CopyRangesAsync(
            context,
            context.Keys.Create("unequal"),
            [
                new(0, CheckContext.PartSize - 1),
                new(0, CheckContext.PartSize + MultipartChecks.LastPart - 1),
                new(0, 9),
            ],
            cancellationToken);
        var rejection = await Rejection.OfAsync(call);
        return CheckResult.If(rejection is null, "Accepted.", $"The store answered {rejection}.");
    }

    private static async Task CopyRangesAsync(
        CheckContext context, string target, ByteRange[] ranges, CancellationToken cancellationToken)
    {
        var upload = await MultipartChecks.StartAsync(context, target, cancellationToken);
        var parts = new List<PartETag>();
        foreach (var range in ranges)
        {
            var request = StoreRequests.CopyPart(context, upload, parts.Count + 1, range);
            request.ETagToMatch = [context.LargeETag];
            var copied = await context.Client.CopyPartAsync(request, cancellationToken);
            parts.Add(new PartETag(parts.Count + 1, copied.ETag));
        }

        await MultipartChecks.CompleteAsync(
            context, StoreRequests.Complete(context, upload, parts), cancellationToken);
    }
}
