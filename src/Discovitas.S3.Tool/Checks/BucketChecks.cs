using Amazon.S3;
using Amazon.S3.Model;

namespace Discovitas.S3.Tool.Checks;

/// <summary>Finds out what a bucket can be told to do. Documents are written only where there are none.</summary>
internal static class BucketChecks
{
    private const string Origin = "https://conformance.example";

    internal static readonly Check[] All =
    [
        new("encryption", "An object is encrypted on request (AES256).", EncryptAsync)
        {
            Needs = ["put-object"],
            Limits = "S3:ServerSideEncryption.",
            Setting = new("ServerSideEncryption", null),
        },
        new("versioning", "The bucket says whether it keeps versions.", VersioningAsync)
        { Needs = ["list-objects"], Limits = "Whether deleted files stay and are billed cannot be told." },
        new("lifecycle", "The bucket takes lifecycle rules.", LifecycleAsync)
        {
            Needs = ["list-objects"],
            Limits = "The bucket does not clean itself: run discovitas-s3 clean, or AddHousekeeping.",
        },
        new("cors", "The bucket takes CORS rules, and answers browsers by them.", CorsAsync)
        {
            Needs = ["list-objects"],
            Limits = "Direct uploads from pages, unless the store has CORS rules of another kind.",
        },
        new("public-access-block", "The bucket takes a public access block.", BlockAsync)
        { Needs = ["list-objects"] },
    ];

    private static async Task<CheckResult> EncryptAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var key = context.Keys.Create("encrypted");
        var request = StoreRequests.Put(context, key);
        request.ServerSideEncryptionMethod = ServerSideEncryptionMethod.AES256;
        request.ServerSideEncryptionKeyManagementServiceKeyId = null;
        await context.Client.PutObjectAsync(request, cancellationToken);
        var head = await context.Client.GetObjectMetadataAsync(context.Bucket, key, cancellationToken);
        return CheckResult.If(
            head.ServerSideEncryptionMethod == ServerSideEncryptionMethod.AES256,
            "The object is encrypted with AES256.",
            "The store does not say that the object is encrypted.");
    }

    private static async Task<CheckResult> VersioningAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var found = await context.Client.GetBucketVersioningAsync(
            new GetBucketVersioningRequest { BucketName = context.Bucket }, cancellationToken);
        return CheckResult.Works(found.VersioningConfig?.Status == VersionStatus.Enabled
            ? "It keeps versions: what is deleted or replaced stays."
            : "It keeps none.");
    }

    private static Task<CheckResult> LifecycleAsync(CheckContext context, CancellationToken cancellationToken) =>
        new BucketDocument(context, "lifecycle rules", "NoSuchLifecycleConfiguration")
        {
            GetAsync = async token =>
            {
                var found = await context.Client.GetLifecycleConfigurationAsync(context.Bucket, token);
                return (found, found.Configuration?.Rules is { Count: > 0 });
            },
            PutAsync = token => context.Client.PutLifecycleConfigurationAsync(
                context.Bucket, LifecycleRules(context), token),
            DeleteAsync = token => context.Client.DeleteLifecycleConfigurationAsync(
                new DeleteLifecycleConfigurationRequest { BucketName = context.Bucket }, token),
        }.CheckAsync(cancellationToken);

    private static Task<CheckResult> CorsAsync(CheckContext context, CancellationToken cancellationToken) =>
        new BucketDocument(context, "CORS rules", "NoSuchCORSConfiguration")
        {
            GetAsync = async token =>
            {
                var found = await context.Client.GetCORSConfigurationAsync(context.Bucket, token);
                return (found, found.Configuration?.Rules is { Count: > 0 });
            },
            PutAsync = token => context.Client.PutCORSConfigurationAsync(context.Bucket, CorsRules(), token),
            DeleteAsync = token => context.Client.DeleteCORSConfigurationAsync(context.Bucket, token),
            EffectAsync = token => AnswersBrowsersAsync(context, token),
        }.CheckAsync(cancellationToken);

    private static Task<CheckResult> BlockAsync(CheckContext context, CancellationToken cancellationToken) =>
        new BucketDocument(context, "public access block", "NoSuchPublicAccessBlockConfiguration")
        {
            GetAsync = async token =>
            {
                var found = await context.Client.GetPublicAccessBlockAsync(
                    new GetPublicAccessBlockRequest { BucketName = context.Bucket }, token);
                return (found, found.PublicAccessBlockConfiguration?.BlockPublicPolicy is not null);
            },
            PutAsync = token => context.Client.PutPublicAccessBlockAsync(
                new PutPublicAccessBlockRequest
                {
                    BucketName = context.Bucket,
                    PublicAccessBlockConfiguration = new() { BlockPublicAcls = true, BlockPublicPolicy = false },
                },
                token),
            DeleteAsync = token => context.Client.DeletePublicAccessBlockAsync(
                new DeletePublicAccessBlockRequest { BucketName = context.Bucket }, token),
        }.CheckAsync(cancellationToken);

    private static LifecycleConfiguration LifecycleRules(CheckContext context) => new()
    {
        Rules =
        [
            new LifecycleRule
            {
                Id = "discovitas-s3-conformance",
                Status = LifecycleRuleStatus.Enabled,
                Filter = new LifecycleFilter
                {
                    LifecycleFilterPredicate = new LifecyclePrefixPredicate { Prefix = context.Keys.Prefix },
                },
                Expiration = new LifecycleRuleExpiration { Days = 1 },
                AbortIncompleteMultipartUpload = new() { DaysAfterInitiation = 1 },
            },
        ],
    };

    private static CORSConfiguration CorsRules() => new()
    {
        Rules =
        [
            new CORSRule
            {
                AllowedOrigins = [Origin],
                AllowedMethods = ["PUT", "POST"],
                AllowedHeaders = ["*"],
                ExposeHeaders = ["ETag"],
            },
        ],
    };

    private static async Task<bool> AnswersBrowsersAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, context.Service.GetPublicUrl(context.File));
        request.Headers.Add("Origin", Origin);
        request.Headers.Add("Access-Control-Request-Method", "PUT");
        request.Headers.Add("Access-Control-Request-Headers", "content-type");
        var answer = await SignedAnswer.SendAsync(context, request, cancellationToken);
        return answer.IsSuccess
            && answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins)
            && origins.Any(origin => origin is Origin or "*");
    }
}
