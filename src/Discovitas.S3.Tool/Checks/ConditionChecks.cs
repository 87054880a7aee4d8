namespace Discovitas.S3.Tool.Checks;

/// <summary>Writes on the condition that there is nothing yet.</summary>
internal static class ConditionChecks
{
    private const string Any = "*";
    private const string Repeats = "IdempotencyKey of uploads, which is rejected.";

    internal static readonly Check[] All =
    [
        new("conditional-put", "PutObject with If-None-Match leaves an object that is there.", PutAsync)
        { Needs = ["put-object"], Limits = Repeats },
        new("conditional-complete", "CompleteMultipartUpload with If-None-Match leaves it too.", CompleteAsync)
        {
            Needs = ["put-object", "multipart"],
            Limits = "IdempotencyKey of files above S3:PartSize, which is rejected.",
        },
        new("conditional-copy", "CopyObject with If-None-Match leaves it too.", CopyAsync)
        { Needs = ["put-object"] },
    ];

    private static async Task<CheckResult> PutAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var request = StoreRequests.Put(context, context.File);
        request.IfNoneMatch = Any;
        return Result(await Rejection.OfAsync(context.Client.PutObjectAsync(request, cancellationToken)));
    }

    private static async Task<CheckResult> CompleteAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var upload = await MultipartChecks.StartAsync(context, context.File, cancellationToken);
        var part = await MultipartChecks.SendAsync(context, upload, (1, StoreRequests.Small), cancellationToken);
        var request = StoreRequests.Complete(context, upload, part);
        request.IfNoneMatch = Any;
        var result = Result(
            await Rejection.OfAsync(MultipartChecks.CompleteAsync(context, request, cancellationToken)));

        // The checks that follow expect the object that was there.
        await context.Client.PutObjectAsync(StoreRequests.PutFile(context), cancellationToken);
        return result;
    }

    private static async Task<CheckResult> CopyAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var source = context.Keys.Create("copy-source");
        await context.Client.PutObjectAsync(StoreRequests.Put(context, source), cancellationToken);
        var request = StoreRequests.Copy(context, source, context.File);
        request.IfNoneMatch = Any;
        return Result(await Rejection.OfAsync(context.Client.CopyObjectAsync(request, cancellationToken)));
    }

    /// <summary>Says whether a condition that does not hold has had its effect.</summary>
    internal static CheckResult Result(Rejection? rejection) => CheckResult.If(
        rejection is { IsPrecondition: true },
        $"Rejected ({rejection}).",
        rejection is null ? "The store ignores the condition." : $"The store answered {rejection}.");
}
