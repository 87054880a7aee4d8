using Discovitas.S3.Local;

namespace Discovitas.S3.Tests.Probes;

/// <summary>A way to break what each finding looks at, and nothing else.</summary>
internal static class Breakages
{
    private static readonly HttpStatusCode NotFound = HttpStatusCode.NotFound;

    internal static readonly IReadOnlyDictionary<string, Breakage> ByFinding = new Dictionary<string, Breakage>
    {
        ["settings"] = Breakage.Setting(s => s.Warnings.Add("S3:Colour is no setting."), DiagnosisStatus.Warning),
        ["bucket-name"] = Breakage.Setting(s => s.Bucket = "ab"),
        ["address-style"] = Breakage.Setting(s =>
        {
            s.Bucket = "a.b";
            s.ServiceUrl = "https://127.0.0.1";
            s.ForcePathStyle = false;
        }),
        ["connection"] = Breakage.Setting(s => s.ServiceUrl = "http://127.0.0.1:9"),
        ["tls"] = Breakage.Setting(s => s.ServiceUrl = s.ServiceUrl!.Replace("http:", "https:")),
        ["bucket-address"] = Breakage.Setting(s => s.ForcePathStyle = false),
        ["clock"] = Breakage.Clock(TimeSpan.FromHours(1)),
        ["credentials"] = Breakage.Credentials(TimeSpan.FromHours(1), token: null),
        ["credentials-expiry"] = Breakage.Credentials(TimeSpan.FromHours(-1)),
        ["access-key"] = Breakage.Setting(s => s.AccessKeyId = "ANOTHER"),
        ["region"] = Breakage.Setting(s => s.Region = "eu-west-1"),
        ["secret-key"] = Breakage.Setting(s => s.SecretAccessKey = "another"),
        ["session-token"] = Breakage.Credentials(TimeSpan.FromHours(1)),
        ["bucket"] = Breakage.Setting(s => s.Bucket = "missing"),
        ["bucket-owner"] = Breakage.Setting(s => s.ExpectedBucketOwner = "111111111111"),
        ["list-objects"] = Breakage.Forbidden(S3Operation.ListObjectsV2),

        ["public-access-block"] = new(DiagnosisStatus.Failed)
        {
            Break = store => Block(store, isBlocked: true),
            Mend = (store, _) => Block(store, isBlocked: false),
        },
        ["object-ownership"] = Breakage.Bucket(
            store => Ownership(store, ObjectOwnership.ObjectWriter),
            store => Ownership(store, ObjectOwnership.BucketOwnerEnforced)),
        ["default-encryption"] = new(DiagnosisStatus.Warning)
        {
            Break = store =>
            {
                store.Fail(
                    NotFound, "ServerSideEncryptionConfigurationNotFoundError", S3Operation.GetBucketEncryption);
                return Task.CompletedTask;
            },
            Mend = (_, _) => Task.CompletedTask,
            DiagnoseAgain = store => store.DiagnoseAsync(s => s.ServerSideEncryption = "AES256"),
        },
        ["versioning"] = Breakage.Bucket(
            store => Versioning(store, VersionStatus.Enabled), store => Versioning(store, VersionStatus.Suspended)),
        ["lifecycle-pending"] = Breakage.Lifecycle("uploads/", days: null, abortDays: 1),
        ["lifecycle-unfinished"] = Breakage.Lifecycle("pending/", days: 1, abortDays: 1),
        ["lifecycle-kept"] = Breakage.Bucket(
            store => store.PutLifecycleAsync("", days: 365, abortDays: 1),
            async store =>
            {
                await store.PutLifecycleAsync("pending/", days: 365, abortDays: null);
                await store.Service().Housekeeping.ApplyLifecycleAsync();
            }),

        ["delete-object"] = Breakage.Forbidden(S3Operation.DeleteObject),
        ["put-object"] = Breakage.Forbidden(S3Operation.PutObject),
        ["checksum"] = Breakage.Once(S3Operation.PutObject, 1, S3Fault.WrongChecksum),
        ["head-object"] = Breakage.Forbidden(S3Operation.HeadObject),
        ["get-object"] = Breakage.Forbidden(S3Operation.GetObject),
        ["get-range"] = Breakage.Once(S3Operation.GetObject, 3),
        ["missing-file"] = Breakage.Once(S3Operation.HeadObject, 2, S3Fault.EmptyOk),
        ["encrypt"] = Breakage.Once(S3Operation.PutObject, 2) with { Diagnose = WithKms, DiagnoseAgain = WithKms },
        ["decrypt"] = Breakage.Once(S3Operation.GetObject, 4) with { Diagnose = WithKms, DiagnoseAgain = WithKms },
        ["copy-object"] = Breakage.Forbidden(S3Operation.CopyObject),
        ["copy-condition"] = Breakage.Once(
            S3Operation.CopyObject, 2, S3Fault.EmptyOk, DiagnosisStatus.NotSupported),
        ["tags"] = Breakage.Forbidden(S3Operation.PutObjectTagging),
        ["read-tags"] = Breakage.Forbidden(S3Operation.GetObjectTagging),

        ["public-url"] = new(DiagnosisStatus.Failed)
        {
            Break = store => PutPolicyAsync(store, "arn:aws:s3:::local/elsewhere/*"),
            Mend = PutRemedyAsync,
        },
        ["public-base-url"] = Breakage.Setting(s => s.PublicBaseUrl = s.ServiceUrl + "/cdn") with
        {
            DiagnoseAgain = store => store.DiagnoseAsync(s => s.PublicBaseUrl = $"{s.ServiceUrl}/{s.Bucket}"),
        },
        ["pending-private"] = new(DiagnosisStatus.Warning)
        {
            Break = store => PutPolicyAsync(store, "arn:aws:s3:::local/*"),
            Mend = PutRemedyAsync,
        },
        ["temporary-url"] = Breakage.Once(S3Operation.GetObject, 6),

        ["abort-multipart"] = Breakage.Forbidden(S3Operation.AbortMultipartUpload),
        ["list-parts"] = Breakage.Forbidden(S3Operation.ListParts),
        ["multipart"] = Breakage.Forbidden(S3Operation.CreateMultipartUpload),
        ["list-uploads"] = Breakage.Forbidden(S3Operation.ListMultipartUploads),
        ["complete-multipart"] = Breakage.Forbidden(S3Operation.CompleteMultipartUpload),
        ["direct-form"] = Breakage.Forbidden(S3Operation.PostObject),
        ["direct-put"] = Breakage.Once(S3Operation.PutObject, 3),
        ["cors-origin"] = Breakage.Cors(null),
        ["cors-methods"] = Breakage.Cors(new() { AllowedMethods = ["GET"] }),
        ["cors-headers"] = Breakage.Cors(new() { AllowedMethods = ["PUT", "POST"], ExposeHeaders = ["ETag"] }),
        ["cors-etag"] = Breakage.Cors(new() { AllowedMethods = ["PUT", "POST"], AllowedHeaders = ["*"] }),
        ["clean-up"] = new(DiagnosisStatus.Failed)
        {
            Break = store =>
            {
                store.Server.Faults = call => call is { Operation: S3Operation.DeleteObject, OperationNumber: > 1 }
                    ? S3Fault.Error(HttpStatusCode.Forbidden, "AccessDenied")
                    : null;
                return Task.CompletedTask;
            },
        },
    };

    private static Task<Diagnosis> WithKms(DiagnosedStore store) => store.DiagnoseAsync(s =>
        s.ServerSideEncryption = "aws:kms");

    private static async Task Block(DiagnosedStore store, bool isBlocked) =>
        await store.S3.PutPublicAccessBlockAsync(new()
        {
            BucketName = store.Bucket,
            PublicAccessBlockConfiguration = new() { RestrictPublicBuckets = isBlocked, BlockPublicAcls = true },
        });

    private static async Task Ownership(DiagnosedStore store, ObjectOwnership ownership) =>
        await store.S3.PutBucketOwnershipControlsAsync(new()
        {
            BucketName = store.Bucket,
            OwnershipControls = new() { Rules = [new() { ObjectOwnership = ownership }] },
        });

    private static Task<PutBucketVersioningResponse> Versioning(DiagnosedStore store, VersionStatus status) =>
        store.S3.PutBucketVersioningAsync(new()
        {
            BucketName = store.Bucket,
            VersioningConfig = new() { Status = status },
        });

    private static Task<PutBucketPolicyResponse> PutPolicyAsync(DiagnosedStore store, string resource) => store.S3.PutBucketPolicyAsync(
        store.Bucket,
        $$"""
        {"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"{{resource}}"} }
        """);

    // The remedy ends with the JSON document.
    private static async Task PutRemedyAsync(DiagnosedStore store, DiagnosisFinding finding) =>
        await store.S3.PutBucketPolicyAsync(store.Bucket, finding.Remedy![finding.Remedy!.IndexOf('{')..]);
}
