namespace Discovitas.S3.Tool.Checks;

/// <summary>Uses the library as an app does.</summary>
internal static class ServiceChecks
{
    internal static readonly Check[] All =
    [
        new("unknown-length", "A stream of unknown length is stored in parts.", StreamAsync)
        { Needs = ["list-objects", "multipart"], Limits = "Uploads from streams without a length." },
        new("pending", "A file waits under another prefix, and is kept.", PendingAsync)
        { Needs = ["list-objects", "copy"], Limits = "Direct uploads, pending files and inspection." },
    ];

    private static async Task<CheckResult> StreamAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var bytes = ObjectBytes.Create(CheckContext.PartSize + 1);
        var stream = new UnseekableStream(bytes);
        await using (stream)
        {
            var file = await context.Service.StoreAsync(Request(stream), cancellationToken);
            return CheckResult.If(
                await MultipartChecks.HasBytesAsync(context, file.Key, bytes, cancellationToken),
                "Stored and verified.",
                "The object has other bytes where its parts meet.");
        }
    }

    private static async Task<CheckResult> PendingAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var waiting = await context.Service.StoreAsync(
            Request(StoreRequests.Small) with { Pending = true }, cancellationToken);
        var kept = await context.Service.KeepAsync(waiting.Key, cancellationToken);
        return CheckResult.If(
            kept.Size == StoreRequests.Small.Length && !await context.Service.ExistsAsync(
                waiting.Key.Replace("/kept/", "/pending/", StringComparison.Ordinal), cancellationToken),
            "Kept, and the pending file is gone.",
            "The file that was kept has another size, or the pending one is still there.");
    }

    private static FileUploadRequest Request(UploadContent content) =>
        new("a.txt", StoreRequests.ContentType, content);
}
