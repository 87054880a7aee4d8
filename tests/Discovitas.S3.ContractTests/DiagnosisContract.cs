using Amazon.S3;
using Amazon.S3.Model;
using Xunit.Abstractions;

namespace Discovitas.S3.ContractTests;

/// <summary>
/// A bucket that is prepared has nothing wrong, on every store; what a store does not have is no failure.
/// </summary>
public sealed class DiagnosisContract(ITestOutputHelper output)
{
    private const string Origin = "https://app.example.com";

    private static readonly DiagnosisOptions Everything = new() { Origin = Origin, Tags = true };

    [EveryStore(Except = [StoreKind.Other])]
    public async Task APreparedBucket_HasNothingWrong_AndNothingIsLeft(StoreKind kind)
    {
        await using var bucket = await PreparedAsync(kind);

        var diagnosis = await bucket.Service.DiagnoseAsync(Everything);

        foreach (var finding in diagnosis.Findings)
        {
            output.WriteLine($"{finding.Status} {finding.Name}: {finding.Meaning} {finding.Remedy}");
        }

        diagnosis.Findings.Where(finding => finding.Status is DiagnosisStatus.Failed or DiagnosisStatus.NotPermitted)
            .Should().BeEmpty();
        (await bucket.LeftAsync()).Should().BeEmpty();
    }

    [EveryStore(Except = [StoreKind.Other])]
    [StoreData("public-access-block", DiagnosisStatus.Failed, Except = [StoreKind.Ceph, StoreKind.CephTls])]
    [StoreData("public-url", DiagnosisStatus.Failed)]
    [StoreData("pending-private", DiagnosisStatus.Warning)]
    [StoreData("cors-origin", DiagnosisStatus.Failed)]
    [StoreData("cors-methods", DiagnosisStatus.Failed)]
    [StoreData("versioning", DiagnosisStatus.Warning)]
    [StoreData("lifecycle-pending", DiagnosisStatus.Warning)]
    [StoreData("lifecycle-kept", DiagnosisStatus.Warning, Except = [StoreKind.Ceph, StoreKind.CephTls])]
    public async Task OneThingBroken_IsOneFinding(StoreKind kind, string name, DiagnosisStatus status)
    {
        await using var bucket = await PreparedAsync(kind);
        await BreakAsync(bucket, name);

        var diagnosis = await bucket.Service.DiagnoseAsync(Everything);

        diagnosis.Findings
            .Where(finding => finding.Status is DiagnosisStatus.Failed or DiagnosisStatus.Warning)
            .Select(finding => (finding.Name, finding.Status)).Should().Equal((name, status));
        (await bucket.LeftAsync()).Should().BeEmpty();
    }

    private static async Task<OwnBucket> PreparedAsync(StoreKind kind)
    {
        var bucket = await OwnBucket.OpenAsync(kind);
        var options = new SetupOptions { Origins = [Origin] };
        var setup = await bucket.Service.Housekeeping.GetSetupAsync(options);
        await bucket.Service.Housekeeping.ApplyLifecycleAsync();
        await bucket.Service.Housekeeping.ApplyCorsAsync(options);
        await bucket.Client.PutBucketPolicyAsync(bucket.Name, setup.PublicReadPolicyJson);
        return bucket;
    }

    private static Task BreakAsync(OwnBucket bucket, string name) => name switch
    {
        "public-access-block" => bucket.Client.PutPublicAccessBlockAsync(new()
        {
            BucketName = bucket.Name,
            PublicAccessBlockConfiguration = new() { BlockPublicPolicy = true },
        }),
        "public-url" => PutPolicyAsync(bucket, "elsewhere/*"),
        "pending-private" => PutPolicyAsync(bucket, "*"),
        "cors-origin" => bucket.Client.DeleteCORSConfigurationAsync(bucket.Name),
        "cors-methods" => bucket.Client.PutCORSConfigurationAsync(new()
        {
            BucketName = bucket.Name,
            Configuration = new() { Rules = [new() { AllowedOrigins = [Origin], AllowedMethods = ["GET"] }] },
        }),
        "versioning" => bucket.Client.PutBucketVersioningAsync(new()
        {
            BucketName = bucket.Name,
            VersioningConfig = new() { Status = VersionStatus.Enabled },
        }),
        "lifecycle-pending" => PutLifecycleAsync(bucket, "uploads/", days: null),
        _ => PutLifecycleAsync(bucket, "", days: 99999),
    };

    private static Task PutLifecycleAsync(OwnBucket bucket, string prefix, int? days) =>
        bucket.Behind.PutLifecycleAsync(new LifecyclePrefixPredicate { Prefix = prefix }, days, abortDays: 99999);

    private static async Task PutPolicyAsync(OwnBucket bucket, string keys) => await bucket.Client.PutBucketPolicyAsync(
        bucket.Name,
        $$"""
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow", "Principal": "*", "Action": [ "s3:GetObject" ],
              "Resource": [ "arn:aws:s3:::{{bucket.Name}}/{{keys}}" ]
            }
          ]
        }
        """);
}
