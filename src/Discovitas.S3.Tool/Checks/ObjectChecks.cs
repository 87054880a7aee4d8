using Amazon.S3.Model;

namespace Discovitas.S3.Tool.Checks;

/// <summary>Stores, lists and deletes small objects.</summary>
internal static class ObjectChecks
{
    // An empty folder, and characters of two, three and four bytes; what is encoded in URLs in several ways. In the
    // order of keys.
    private static readonly string[] SpecialNames = ["special//ü/日本/😀", "special/a b+c%20&=;'()*!.txt"];

    internal static readonly Check[] All =
    [
        new("delete-object", "An object can be deleted, and one that does not exist too.", DeleteAsync)
        {
            IsEssential = true,
            Limits = "Deleting, and removing what a failed upload left. Nothing else is checked without it.",
        },
        new("put-object", "An object is stored in one request, and has its size and type.", PutAsync)
        {
            IsEssential = true,
            Needs = ["delete-object"],
            Limits = "Every upload.",
        },
        new("get-object", "The bytes of an object are those that were sent.", GetAsync)
        { IsEssential = true, Needs = ["put-object"], Limits = "Reading files." },
        new("missing-object", "An object that does not exist is reported as missing.", MissingAsync)
        {
            Needs = ["list-objects"],
            IsEssential = true,
            Limits = "Telling a missing file from a failure: ExistsAsync, verification, direct uploads.",
        },
        new("empty-object", "An object can be empty.", EmptyAsync)
        { Needs = ["put-object"], Limits = "Empty files." },
        new("special-keys", "Keys can have spaces, signs, empty folders and any letters.", SpecialAsync)
        {
            Needs = ["get-object", "list-objects"],
            Limits = "Files that other programs stored under such keys. Keys of uploads have none of these.",
        },
        new("list-pages", "A listing goes on where its page ended, in the order of keys.", PagesAsync)
        {
            Needs = ["special-keys"],
            Limits = "Listing, usage and cleaning of more than 1,000 files.",
        },
        new("delete-many", "Many objects are deleted by one request.", DeleteManyAsync)
        { Needs = ["special-keys"], Limits = "DeleteAsync of many files, and cleaning." },
    ];

    private static async Task<CheckResult> DeleteAsync(CheckContext context, CancellationToken cancellationToken)
    {
        await context.Client.DeleteObjectAsync(context.Bucket, context.Keys.Prefix + "none", cancellationToken);
        return CheckResult.Works("Deleting a missing object succeeded.");
    }

    private static async Task<CheckResult> PutAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var key = context.Keys.Create(context.FileName);
        var stored = await context.Client.PutObjectAsync(StoreRequests.PutFile(context), cancellationToken);
        context.ETag = stored.ETag ?? "";
        context.RequestId = stored.ResponseMetadata?.RequestId;
        var head = await context.Client.GetObjectMetadataAsync(context.Bucket, key, cancellationToken);
        var (size, type) = (head.ContentLength, head.Headers.ContentType);
        return CheckResult.If(
            size == StoreRequests.Small.Length && type == StoreRequests.ContentType && context.ETag.Length > 0,
            "Stored, with size, type and ETag.",
            context.ETag.Length == 0 ? "The answer has no ETag." : "The object has another size or type.");
    }

    private static async Task<CheckResult> GetAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var bytes = await ObjectBytes.ReadAsync(
            context, StoreRequests.Get(context, context.File), cancellationToken);
        return CheckResult.If(
            bytes.AsSpan().SequenceEqual(StoreRequests.Small), "The same bytes.", "Other bytes than were sent.");
    }

    private static async Task<CheckResult> MissingAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var rejection = await Rejection.OfAsync(context.Client.GetObjectMetadataAsync(
            context.Bucket, context.Keys.Prefix + "none", cancellationToken));
        return CheckResult.If(
            rejection is { Status: System.Net.HttpStatusCode.NotFound },
            "Reported as missing (404).",
            rejection is null ? "The store reports an object that is not there." : $"The store answered {rejection}.");
    }

    private static async Task<CheckResult> EmptyAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var key = context.Keys.Create("empty");
        await context.Client.PutObjectAsync(StoreRequests.Put(context, key, []), cancellationToken);
        var head = await context.Client.GetObjectMetadataAsync(context.Bucket, key, cancellationToken);
        return CheckResult.If(head.ContentLength == 0, "Stored.", "The object is not empty.");
    }

    private static async Task<CheckResult> SpecialAsync(CheckContext context, CancellationToken cancellationToken)
    {
        foreach (var name in SpecialNames)
        {
            var key = context.Keys.Create(name);
            await context.Client.PutObjectAsync(StoreRequests.Put(context, key), cancellationToken);
            await ObjectBytes.ReadAsync(context, StoreRequests.Get(context, key), cancellationToken);
        }

        var listed = await ListAsync(context, maxKeys: 10, token: null, cancellationToken);
        return CheckResult.If(
            Keys(listed).Order(StringComparer.Ordinal).SequenceEqual(SpecialKeys(context)),
            "Stored, read and listed as they were sent.",
            "A listing has other keys than were sent.");
    }

    private static async Task<CheckResult> PagesAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var first = await ListAsync(context, maxKeys: 1, token: null, cancellationToken);
        var next = await ListAsync(context, maxKeys: 1, first.NextContinuationToken, cancellationToken);
        return CheckResult.If(
            Keys(first).Concat(Keys(next)).SequenceEqual(SpecialKeys(context)) && next.IsTruncated is not true,
            "Each object once, in order.",
            "The second page does not go on where the first has ended.");
    }

    private static async Task<CheckResult> DeleteManyAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var keys = SpecialKeys(context).Select(key => new KeyVersion { Key = key });
        var deleted = await context.Client.DeleteObjectsAsync(
            new DeleteObjectsRequest { BucketName = context.Bucket, Objects = [.. keys] }, cancellationToken);
        var listed = await ListAsync(context, maxKeys: 10, token: null, cancellationToken);
        return CheckResult.If(
            deleted.DeleteErrors is not { Count: > 0 } && !Keys(listed).Any(),
            "Deleted by one request.",
            "The answer says that they are deleted, but some are still listed.");
    }

    private static Task<ListObjectsV2Response> ListAsync(
        CheckContext context, int maxKeys, string? token, CancellationToken cancellationToken) =>
        context.Client.ListObjectsV2Async(
            new ListObjectsV2Request
            {
                BucketName = context.Bucket,
                Prefix = context.Keys.Prefix + "special/",
                MaxKeys = maxKeys,
                ContinuationToken = token,
            },
            cancellationToken);

    private static IEnumerable<string> Keys(ListObjectsV2Response page) =>
        (page.S3Objects ?? []).Select(found => found.Key);

    private static IEnumerable<string> SpecialKeys(CheckContext context) =>
        SpecialNames.Select(name => context.Keys.Prefix + name);
}
