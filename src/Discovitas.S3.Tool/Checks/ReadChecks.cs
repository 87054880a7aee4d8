using System.Net;
using Amazon.S3.Model;

namespace Discovitas.S3.Tool.Checks;

/// <summary>Reads in part and on conditions, and what is stored beside the bytes.</summary>
internal static class ReadChecks
{
    private const string Who = "Jürgen $1 \"a\" <b> +";

    internal static readonly Check[] All =
    [
        new("range", "A range of an object can be read.", RangeAsync)
        { Needs = ["get-object"], Limits = "Reading from an offset, continued downloads and seeking in films." },
        new("conditional-read", "A reader that has an object by its ETag is told so (304).", ConditionAsync)
        { Needs = ["get-object"], Limits = "Delivery sends files again that a browser has." },
        new("headers", "Cache-Control, file name and metadata come back as they were sent.", HeadersAsync)
        { Needs = ["list-objects", "get-object"], Limits = "CacheControl, KeepFileName and Metadata of uploads." },
    ];

    private static async Task<CheckResult> RangeAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var request = StoreRequests.Get(context, context.File, new ByteRange(1, 3));
        var bytes = await ObjectBytes.ReadAsync(context, request, cancellationToken);
        return CheckResult.If(
            bytes.AsSpan().SequenceEqual(StoreRequests.Small.AsSpan(1, 3)),
            "Exactly the range.",
            "The answer is not the range.");
    }

    private static async Task<CheckResult> ConditionAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var request = StoreRequests.Get(context, context.File);
        request.EtagToNotMatch = context.ETag;
        var rejection = await Rejection.OfAsync(ObjectBytes.ReadAsync(context, request, cancellationToken));
        return CheckResult.If(
            rejection is { Status: HttpStatusCode.NotModified },
            "Answered with 304.",
            rejection is null ? "The store sent the object again." : $"The store answered {rejection}.");
    }

    private static async Task<CheckResult> HeadersAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var file = await context.Service.StoreAsync(
            new FileUploadRequest("a b.txt", StoreRequests.ContentType, StoreRequests.Small)
            {
                CacheControl = "public, max-age=60",
                KeepFileName = true,
                Metadata = new Dictionary<string, string> { ["who"] = Who, ["empty"] = "" },
            },
            cancellationToken);
        var head = await context.Client.GetObjectMetadataAsync(context.Bucket, file.Key, cancellationToken);
        var found = (await context.Service.GetMetadataAsync(file.Key, cancellationToken))!.Metadata;
        string[] lost =
        [
            .. head.Headers.CacheControl == "public, max-age=60" ? (string[])[] : ["Cache-Control"],
            .. head.Headers.ContentDisposition?.Contains("a b.txt", StringComparison.Ordinal) is true
                ? (string[])[]
                : ["the file name"],
            .. found.GetValueOrDefault("who") == Who ? (string[])[] : ["metadata with any letters"],
            .. found.GetValueOrDefault("empty") == "" ? (string[])[] : ["empty metadata"],
        ];
        return lost.Length == 0
            ? CheckResult.Works("All came back.")
            : CheckResult.Limited($"Lost or changed: {string.Join(", ", lost)}.");
    }
}
