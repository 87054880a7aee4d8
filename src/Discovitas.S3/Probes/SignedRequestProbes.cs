using Amazon.S3.Model;
using Discovitas.S3.Addressing;

namespace Discovitas.S3.Probes;

/// <summary>
/// Looks at what the first signed request shows: each error code of S3 belongs to one finding, in the order in which S3
/// checks a request.
/// </summary>
internal static class SignedRequestProbes
{
    private static readonly string[] OtherRegion =
    [
        "PermanentRedirect", "MovedPermanently", "Moved", "TemporaryRedirect", "AuthorizationHeaderMalformed",
        "IllegalLocationConstraintException",
    ];

    private static readonly string[] BadToken = ["ExpiredToken", "InvalidToken", "TokenRefreshRequired"];

    internal static readonly Probe[] All =
    [
        new("access-key", "The access key, as the store knows it (S3:AccessKeyId).", AskAsync)
        { Needs = ["credentials-expiry", "bucket-address"] },
        new("region", "The region of the bucket (S3:Region).", RegionAsync) { Needs = ["access-key"] },
        new("secret-key", "The secret of the access key (S3:SecretAccessKey).",
            (context, _) => Task.FromResult(Secret(context)))
        { Needs = ["region"] },
        new("session-token", "The session token of temporary credentials (S3:SessionToken).",
            (context, _) => Task.FromResult(Token(context)))
        { Needs = ["secret-key"] },
        new("bucket", "The bucket itself.", (context, _) => Task.FromResult(Bucket(context)))
        { Needs = ["session-token"] },
        new("bucket-owner", "The owner of the bucket (S3:ExpectedBucketOwner).", OwnerAsync) { Needs = ["bucket"] },
        new("list-objects", "Listing the files, without which a missing file looks like a forbidden one.",
            (context, _) => Task.FromResult(List(context)))
        { Needs = ["bucket-owner"], Right = "s3:ListBucket" },
    ];

    private static async Task<ProbeResult> AskAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        try
        {
            await ListAsync(context, owner: null, cancellationToken).ConfigureAwait(false);
        }
        catch (S3StoreException failure)
        {
            context.FirstFailure = failure;
        }

        return context.FirstFailure?.ErrorCode is "InvalidAccessKeyId"
            ? ProbeResult.Failed(
                "The store does not know the access key.",
                "Set S3:AccessKeyId to an active key of this store.")
            : ProbeResult.Ok("The store does not reject the access key.");
    }

    private static async Task<ProbeResult> RegionAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var failure = context.FirstFailure;
        if (failure?.ErrorCode is not { } code || !OtherRegion.Contains(code))
        {
            return ProbeResult.Ok($"The bucket accepts the region {context.Settings.Region}.");
        }

        var region = RegionIn(failure.InnerException?.Message ?? "")
            ?? await FindRegionAsync(context, cancellationToken).ConfigureAwait(false);
        return ProbeResult.Failed(
            $"The bucket is not in the region {context.Settings.Region}.",
            region is null ? "Set S3:Region to the bucket's region." : $"Set S3:Region to {region}.");
    }

    // "The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-west-1'"
    private static string? RegionIn(string message)
    {
        const string Start = "expecting '";
        var start = message.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        var end = start < Start.Length ? -1 : message.IndexOf('\'', start);
        return end < 0 ? null : IfName(message[start..end]);
    }

    // It becomes part of a text, and need not come from the store.
    private static string? IfName(string text) =>
        text.All(one => char.IsAsciiLetterLower(one) || char.IsAsciiDigit(one) || one == '-') ? text : null;

    // Amazon S3 names the region also to those who may not use the bucket.
    private static async Task<string?> FindRegionAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var url = ObjectAddresses.BucketUrl(context.Settings);
        var answer = await context.Http
            .SendAsync(new HttpRequestMessage(HttpMethod.Head, url), cancellationToken)
            .ConfigureAwait(false);
        return answer.Values("x-amz-bucket-region").Select(IfName).FirstOrDefault();
    }

    private static ProbeResult Secret(ProbeContext context) =>
        context.FirstFailure?.ErrorCode is "SignatureDoesNotMatch"
            ? ProbeResult.Failed(
                "The signature does not match: the secret does not belong to the access key, or something on the way " +
                "changes the requests.",
                "Set S3:SecretAccessKey again, without spaces or line breaks around it.")
            : ProbeResult.Ok("The store accepts the signature.");

    private static ProbeResult Token(ProbeContext context) =>
        context.FirstFailure?.ErrorCode is { } code && BadToken.Contains(code)
            ? ProbeResult.Failed(
                $"The store does not accept the session token ({code}).",
                "Renew the temporary credentials: S3:AccessKeyId, S3:SecretAccessKey and S3:SessionToken together. " +
                "Leave out S3:SessionToken for a permanent key.")
            : ProbeResult.Ok("The store accepts the session token, or the key needs none.");

    private static ProbeResult Bucket(ProbeContext context) => context.FirstFailure switch
    {
        null or { ErrorCode: "AccessDenied" } => ProbeResult.Ok($"The bucket {context.Caller.Bucket} exists."),
        { ErrorCode: "NoSuchBucket" } => ProbeResult.Failed(
            $"There is no bucket {context.Caller.Bucket}.",
            "Create it, or correct S3:Bucket, S3:Region or S3:ServiceUrl."),
        var failure => ProbeResult.Failed(failure.Message, "See the advice in the text."),
    };

    private static async Task<ProbeResult> OwnerAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        if (context.Caller.ExpectedOwner is not { } owner)
        {
            return ProbeResult.Ok("The settings name no owner, so that none is checked.");
        }

        if (context.FirstFailure is not null)
        {
            return ProbeResult.Ok("Whether the owner is the right one cannot be told without s3:ListBucket.");
        }

        try
        {
            await ListAsync(context, owner, cancellationToken).ConfigureAwait(false);
            return ProbeResult.Ok($"The bucket belongs to the account {owner}.");
        }
        catch (S3StoreException failure) when (failure.ErrorCode is "AccessDenied")
        {
            return ProbeResult.Failed(
                $"The bucket does not belong to the account {owner}.",
                "Set S3:ExpectedBucketOwner to the account that owns the bucket, or leave it out.");
        }
    }

    private static ProbeResult List(ProbeContext context) =>
        context.FirstFailure is { } forbidden ? throw forbidden : ProbeResult.Ok("The files can be listed.");

    private static Task<ListObjectsV2Response> ListAsync(
        ProbeContext context, string? owner, CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request
        {
            BucketName = context.Caller.Bucket,
            Prefix = context.Settings.KeyPrefix,
            MaxKeys = 1,
            ExpectedBucketOwner = owner,
        };
        return context.AskAsync(
            null,
            async (client, token) =>
            {
                var page = await client.ListObjectsV2Async(request, token).ConfigureAwait(false);
                return context.Caller.Failures.RequireSign(page, null, !string.IsNullOrEmpty(page?.Name));
            },
            cancellationToken);
    }
}
