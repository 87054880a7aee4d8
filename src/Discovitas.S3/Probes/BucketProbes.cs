using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Setup;
using Discovitas.S3.Text;

namespace Discovitas.S3.Probes;

/// <summary>Looks at how the bucket is configured.</summary>
internal static class BucketProbes
{
    private static readonly string[] Needs = ["bucket-owner"];

    internal static readonly Probe[] All =
    [
        new("public-access-block", "The public access block against the wish for public URLs.", BlockAsync)
        { Needs = Needs, Right = "s3:GetBucketPublicAccessBlock", OnlyLooks = true },
        new("object-ownership", "ACLs, which should be off.", OwnershipAsync)
        { Needs = Needs, Right = "s3:GetBucketOwnershipControls", OnlyLooks = true },
        new("default-encryption", "The bucket's own encryption.", EncryptionAsync)
        { Needs = Needs, Right = "s3:GetEncryptionConfiguration", OnlyLooks = true },
        new("versioning", "Versioning, with which deleted files stay.", VersioningAsync)
        { Needs = Needs, Right = "s3:GetBucketVersioning", OnlyLooks = true },
    ];

    private static async Task<ProbeResult> BlockAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var found = await FindAsync(
            context,
            "NoSuchPublicAccessBlockConfiguration",
            (client, token) => client.GetPublicAccessBlockAsync(
                new() { BucketName = context.Caller.Bucket, ExpectedBucketOwner = context.Caller.ExpectedOwner },
                token),
            cancellationToken).ConfigureAwait(false);
        var block = found?.PublicAccessBlockConfiguration;
        if (found is not null && block?.BlockPublicPolicy is null && block?.RestrictPublicBuckets is null)
        {
            // Ceph 16.2 answers with a document of another name.
            return ProbeResult.NotSupported("This store's answer about its public access block cannot be read.");
        }

        var isBlocked = block is { BlockPublicPolicy: true } or { RestrictPublicBuckets: true };
        var wantsPublic = context.Options.PublicUrls && context.Settings.PublicBaseUrl is null;
        return wantsPublic && isBlocked
            ? ProbeResult.Failed(
                "The public access block of the bucket keeps visitors from reading files by their public URL.",
                "If everyone may read the files, change it with put-public-access-block; otherwise set " +
                $"DiagnosisOptions.PublicUrls to false and use temporary URLs:\n{OpenJson}")
            : ProbeResult.Ok(isBlocked
                ? "The public access block is on, and the app needs no public URLs of the store."
                : "The public access block of the bucket does not keep visitors from reading files.");
    }

    private static async Task<ProbeResult> OwnershipAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var found = await FindAsync(
            context,
            "OwnershipControlsNotFoundError",
            (client, token) => client.GetBucketOwnershipControlsAsync(
                new() { BucketName = context.Caller.Bucket, ExpectedBucketOwner = context.Caller.ExpectedOwner },
                token),
            cancellationToken).ConfigureAwait(false);
        if (found is not null && found.OwnershipControls?.Rules is not { Count: > 0 })
        {
            // Some stores answer a request that they do not know with a listing.
            return ProbeResult.NotSupported("This store has no setting for the ownership of objects.");
        }

        return found?.OwnershipControls.Rules[0].ObjectOwnership == ObjectOwnership.BucketOwnerEnforced
            ? ProbeResult.Ok("ACLs are off: only policies decide who may do what.")
            : ProbeResult.Warning(
                "ACLs are on, so that a single object can be open to everyone, whatever the policies say.",
                $"Switch them off with put-bucket-ownership-controls:\n{OwnerEnforcedJson}");
    }

    private static async Task<ProbeResult> EncryptionAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var found = await FindAsync(
            context,
            "ServerSideEncryptionConfigurationNotFoundError",
            (client, token) => client.GetBucketEncryptionAsync(
                new() { BucketName = context.Caller.Bucket, ExpectedBucketOwner = context.Caller.ExpectedOwner },
                token),
            cancellationToken).ConfigureAwait(false);
        var rules = found?.ServerSideEncryptionConfiguration?.ServerSideEncryptionRules;
        if (found is not null && rules is not { Count: > 0 })
        {
            return ProbeResult.NotSupported("This store has no setting for the encryption of a bucket.");
        }

        return rules?[0].ServerSideEncryptionByDefault?.ServerSideEncryptionAlgorithm?.Value is { } method
            ? ProbeResult.Ok($"The bucket encrypts files with {LogSafe.Quote(method)} by itself.")
            : context.Settings.ServerSideEncryption is null
                ? ProbeResult.Warning(
                    "Neither the bucket nor the settings ask for encryption.",
                    "Set S3:ServerSideEncryption to AES256 if the store supports it.")
                : ProbeResult.Ok("The bucket has no encryption of its own, but the settings ask for it.");
    }

    private static async Task<ProbeResult> VersioningAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var request = new GetBucketVersioningRequest
        {
            BucketName = context.Caller.Bucket,
            ExpectedBucketOwner = context.Caller.ExpectedOwner,
        };
        var found = await context.AskAsync(
            null, (client, token) => client.GetBucketVersioningAsync(request, token), cancellationToken)
            .ConfigureAwait(false);
        return found?.VersioningConfig?.Status == VersionStatus.Enabled
            ? ProbeResult.Warning(
                "The bucket keeps versions: what is deleted or replaced stays and is billed, also the test files of " +
                "this diagnosis.",
                $"Add a lifecycle rule for old versions, or suspend versioning:\n{OldVersionsJson}")
            : ProbeResult.Ok("The bucket keeps no versions: what is deleted is gone.");
    }

    private static string OpenJson => JsonText.Write(json =>
    {
        json.WriteBoolean("BlockPublicAcls", true);
        json.WriteBoolean("IgnorePublicAcls", true);
        json.WriteBoolean("BlockPublicPolicy", false);
        json.WriteBoolean("RestrictPublicBuckets", false);
    });

    private static string OwnerEnforcedJson => """{ "Rules": [ { "ObjectOwnership": "BucketOwnerEnforced" } ] }""";

    private static string OldVersionsJson => """
        {
          "Rules": [
            {
              "ID": "expire old versions", "Status": "Enabled", "Filter": { "Prefix": "" },
              "NoncurrentVersionExpiration": { "NoncurrentDays": 7 },
              "Expiration": { "ExpiredObjectDeleteMarker": true }
            }
          ]
        }
        """;

    private static async Task<T?> FindAsync<T>(
        ProbeContext context,
        string missing,
        Func<IAmazonS3, CancellationToken, Task<T>> call,
        CancellationToken cancellationToken)
        where T : AmazonWebServiceResponse
    {
        try
        {
            var found = await context.AskAsync(null, call, cancellationToken).ConfigureAwait(false);

            // The SDK hides the error of some operations.
            return found?.HttpStatusCode is HttpStatusCode.NotFound ? null : found;
        }
        catch (S3StoreException none) when (none.ErrorCode == missing)
        {
            return null;
        }
    }
}
