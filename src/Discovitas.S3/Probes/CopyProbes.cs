using System.Net;
using Amazon.S3.Model;
using Discovitas.S3.Headers;

namespace Discovitas.S3.Probes;

/// <summary>Looks at what keeping a pending file needs, and at tags.</summary>
internal static class CopyProbes
{
    private const string OtherETag = "\"00000000000000000000000000000000\"";

    private static readonly KeyValuePair<string, string>[] Tags = [new("diagnosis", "yes")];

    internal static readonly Probe[] All =
    [
        new("copy-object", "Copying a file within the bucket, with which a pending file is kept.", CopyAsync)
        { Needs = ["get-object"], Right = "s3:PutObject" },
        new("copy-condition", "The condition that a copy has the bytes that were verified.", ConditionAsync)
        { Needs = ["copy-object"] },
        new("tags", "Tags of files.", TagAsync) { Needs = ["put-object"], Right = "s3:PutObjectTagging" },
        new("read-tags", "Reading the tags of files, which copies need.", ReadTagsAsync)
        { Needs = ["tags"], Right = "s3:GetObjectTagging" },
    ];

    private static async Task<ProbeResult> CopyAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        await CopyAsync(context, context.ETag!, cancellationToken).ConfigureAwait(false);
        return ProbeResult.Ok("A file can be copied.");
    }

    private static async Task<ProbeResult> ConditionAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        try
        {
            await CopyAsync(context, OtherETag, cancellationToken).ConfigureAwait(false);
            return ProbeResult.NotSupported(
                "This store ignores the condition of a copy. A client that replaces its pending file within the " +
                "moment between check and copy could have other bytes kept.",
                "Do not let clients that you do not trust send files directly to this store.");
        }
        catch (S3StoreException rejected) when (rejected.StatusCode is HttpStatusCode.PreconditionFailed)
        {
            return ProbeResult.Ok("A file that has changed since it was verified is not copied.");
        }
    }

    private static Task<CopyObjectResponse> CopyAsync(
        ProbeContext context, string etag, CancellationToken cancellationToken)
    {
        var target = context.Files.Create();
        var request = new CopyObjectRequest
        {
            SourceBucket = context.Caller.Bucket,
            SourceKey = context.File.Value,
            DestinationBucket = context.Caller.Bucket,
            DestinationKey = target.Value,
            ETagToMatch = etag,
            ExpectedBucketOwner = context.Caller.ExpectedOwner,
            ExpectedSourceBucketOwner = context.Caller.ExpectedOwner,
        };
        return context.AskAsync(
            target.Value, (client, token) => client.CopyObjectAsync(request, token), cancellationToken);
    }

    private static async Task<ProbeResult> TagAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        if (!context.Options.Tags)
        {
            return ProbeResult.NotLookedAt("The options say that the app gives files no tags.");
        }

        var request = new PutObjectTaggingRequest
        {
            BucketName = context.Caller.Bucket,
            Key = context.File.Value,
            Tagging = new Tagging { TagSet = ObjectTags.ToTagSet(Tags) },
            ExpectedBucketOwner = context.Caller.ExpectedOwner,
        };
        await context.AskAsync(
            request.Key, (client, token) => client.PutObjectTaggingAsync(request, token), cancellationToken)
            .ConfigureAwait(false);
        return ProbeResult.Ok("A file can have tags.");
    }

    private static async Task<ProbeResult> ReadTagsAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var request = new GetObjectTaggingRequest
        {
            BucketName = context.Caller.Bucket,
            Key = context.File.Value,
            ExpectedBucketOwner = context.Caller.ExpectedOwner,
        };
        var found = await context.AskAsync(
            request.Key, (client, token) => client.GetObjectTaggingAsync(request, token), cancellationToken)
            .ConfigureAwait(false);
        return found?.Tagging is [{ Key: "diagnosis", Value: "yes" }]
            ? ProbeResult.Ok("The store returns the tags of a file.")
            : ProbeResult.Failed("The store returned other tags than it was given.", "Do not use tags on this store.");
    }
}
