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
        await using var bucket = await OwnBucket.OpenAsync(kind);
        var options = new SetupOptions { Origins = [Origin] };
        var setup = await bucket.Service.Housekeeping.GetSetupAsync(options);
        await bucket.Service.Housekeeping.ApplyLifecycleAsync();
        await bucket.Service.Housekeeping.ApplyCorsAsync(options);
        await bucket.Client.PutBucketPolicyAsync(bucket.Name, setup.PublicReadPolicyJson);

        var diagnosis = await bucket.Service.DiagnoseAsync(Everything);

        foreach (var finding in diagnosis.Findings)
        {
            output.WriteLine($"{finding.Status} {finding.Name}: {finding.Meaning} {finding.Remedy}");
        }

        diagnosis.Findings.Where(finding => finding.Status is DiagnosisStatus.Failed or DiagnosisStatus.NotPermitted)
            .Should().BeEmpty();
        (await bucket.LeftAsync()).Should().BeEmpty();
    }
}
