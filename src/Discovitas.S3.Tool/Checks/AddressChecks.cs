using Amazon.S3;
using Amazon.S3.Model;

namespace Discovitas.S3.Tool.Checks;

/// <summary>Finds out under which address the store has its buckets.</summary>
internal static class AddressChecks
{
    // The rule also says that there is no such account.
    private const string NobodysAccount = "000000000000";

    internal static readonly Check[] All =
    [
        new("list-objects", "The bucket answers, and its objects can be listed.", ListAsync)
        {
            IsEssential = true,
            Limits = "Listing files, usage, cleaning, and telling a missing file from a forbidden one.",
        },
        new("address-style", "The bucket is both in the path and in the host name of URLs.", StyleAsync)
        { Limits = "Nothing, if S3:ForcePathStyle says which of them works." },
        new("expected-owner", "A request that names another owner of the bucket is rejected.", OwnerAsync)
        {
            Needs = ["list-objects"],
            Limits = "S3:ExpectedBucketOwner, which has no effect.",
            Setting = new("ExpectedBucketOwner", null),
        },
    ];

    private static async Task<CheckResult> ListAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var page = await context.Client.ListObjectsV2Async(Request(context), cancellationToken);
        context.RequestId = page.ResponseMetadata?.RequestId;
        return CheckResult.If(
            page.Name == context.Bucket,
            "The bucket answered with a listing.",
            "The answer is not a listing of the bucket: it may come from something in between.");
    }

    private static async Task<CheckResult> StyleAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var usesPath = CheckClients.UsesPath(context.Settings);
        var (works, other) = usesPath ? ("path", "host name") : ("host name", "path");
        if (usesPath && !CheckClients.HasHostName(context.Settings))
        {
            return CheckResult.Limited("Path only: the endpoint is an IP address.") with
            { Setting = new("ForcePathStyle", "true") };
        }

        try
        {
            using var client = CheckClients.Create(context.Settings, !usesPath, context.Traffic);
            var page = await client.ListObjectsV2Async(Request(context), cancellationToken);
            if (page.Name == context.Bucket)
            {
                return CheckResult.Works("Both the path and the host name.");
            }
        }
        catch (Exception failure) when (failure is AmazonS3Exception or HttpRequestException)
        {
            // The other way is the only one.
        }

        return CheckResult.Limited($"The bucket in the {works} works, in the {other} not.") with
        { Setting = new("ForcePathStyle", usesPath ? "true" : "false") };
    }

    private static async Task<CheckResult> OwnerAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var request = Request(context);
        request.ExpectedBucketOwner = NobodysAccount;
        var rejection = await Rejection.OfAsync(context.Client.ListObjectsV2Async(request, cancellationToken));
        return CheckResult.If(
            rejection is { IsForbidden: true },
            $"Rejected ({rejection}).",
            rejection is null ? "The store ignores the owner." : $"The store answered {rejection}.");
    }

    private static ListObjectsV2Request Request(CheckContext context) =>
        new() { BucketName = context.Bucket, Prefix = context.Keys.Prefix, MaxKeys = 1 };
}
