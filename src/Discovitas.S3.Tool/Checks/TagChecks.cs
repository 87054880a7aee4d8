using Amazon.S3;
using Amazon.S3.Model;

namespace Discovitas.S3.Tool.Checks;

/// <summary>Gives objects tags.</summary>
internal static class TagChecks
{
    private static readonly Tag One = new() { Key = "conformance", Value = "yes" };

    internal static readonly Check[] All =
    [
        new("tags", "An object that is stored with tags has them.", PutAsync)
        { Needs = ["put-object"], Limits = "Tags of uploads, and TagInspector." },
        new("tags-multipart", "An object that is uploaded in parts has the tags of its start.", MultipartAsync)
        {
            Needs = ["tags", "multipart"],
            Limits = "Uploads in parts with tags cost a request more, which sets them again.",
        },
        new("tags-copy", "A copy has the tags of its source.", CopyAsync)
        {
            Needs = ["tags", "copy"],
            Limits = "Keeping a file with tags costs a request more, which sets them again.",
        },
    ];

    private static async Task<CheckResult> PutAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var key = context.Keys.Create("tags");
        var request = StoreRequests.Put(context, key);
        request.TagSet = [One];
        await context.Client.PutObjectAsync(request, cancellationToken);
        return await ResultAsync(context, key, cancellationToken);
    }

    private static async Task<CheckResult> MultipartAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var key = context.Keys.Create("tags-multipart");
        var upload = await MultipartChecks.StartAsync(context, key, cancellationToken, [One]);
        var part = await MultipartChecks.SendAsync(context, upload, (1, StoreRequests.Small), cancellationToken);
        await MultipartChecks.CompleteAsync(
            context, StoreRequests.Complete(context, upload, part), cancellationToken);
        return await ResultAsync(context, key, cancellationToken);
    }

    private static async Task<CheckResult> CopyAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var target = context.Keys.Create("tags-copy");
        var request = StoreRequests.Copy(context, context.Keys.Prefix + "tags", target);

        // As files are copied when they are kept: with headers of their own, and the tags of the source.
        request.MetadataDirective = S3MetadataDirective.REPLACE;
        request.TaggingDirective = TaggingDirective.COPY;
        await context.Client.CopyObjectAsync(request, cancellationToken);
        return await ResultAsync(context, target, cancellationToken);
    }

    private static async Task<CheckResult> ResultAsync(
        CheckContext context, string key, CancellationToken cancellationToken)
    {
        var request = new GetObjectTaggingRequest { BucketName = context.Bucket, Key = key };
        var found = (await context.Client.GetObjectTaggingAsync(request, cancellationToken)).Tagging;
        return CheckResult.If(
            found is [{ Key: "conformance", Value: "yes" }],
            "The object has them.",
            found is { Count: > 0 } ? "The object has others." : "The object has none.");
    }
}
