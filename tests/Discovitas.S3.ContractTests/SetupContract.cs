using Amazon.S3;
using Amazon.S3.Model;

namespace Discovitas.S3.ContractTests;

/// <summary>
/// Every store accepts the documents and rules that prepare a bucket, and keeps those that are there. Each test has a
/// bucket of its own, since the rules are the bucket's.
/// </summary>
public sealed class SetupContract
{
    private const string Origin = "https://app.example.com";

    private static readonly SetupOptions Options = new() { Origins = [Origin] };

    [EveryStore(Except = [StoreKind.Other])]
    public async Task LifecycleRules_AreMergedIntoThoseThatAreThere_AndASecondRunChangesNothing(StoreKind kind)
    {
        await using var bucket = await OwnBucket.OpenAsync(kind);
        var housekeeping = bucket.Service.Housekeeping;
        await bucket.Behind.PutLifecycleAsync(
            new LifecyclePrefixPredicate { Prefix = "theirs/" }, days: 77, abortDays: null, isEnabled: false);

        (await housekeeping.ApplyLifecycleAsync()).Should().BeTrue();
        (await housekeeping.ApplyLifecycleAsync()).Should().BeFalse();

        var rules = await bucket.Behind.LifecycleAsync();
        rules.Should().HaveCount(3);
        var theirs = rules.Single(rule => rule.Id == "theirs");
        (theirs.Status, theirs.Expiration.Days).Should().Be((LifecycleRuleStatus.Disabled, 77));
        (await housekeeping.ApplyLifecycleAsync(new() { PendingDays = 5 })).Should().BeTrue();
        (await housekeeping.ApplyLifecycleAsync(new() { PendingDays = 5 })).Should().BeFalse();
    }

    // Some stores return such a rule in a form that the SDK cannot read.
    [EveryStore(Except = [StoreKind.Other])]
    public async Task ALifecycleRuleWithTags_IsNeverLostOrWidened(StoreKind kind)
    {
        await using var bucket = await OwnBucket.OpenAsync(kind);
        var condition = new LifecycleAndOperator
        {
            Operands =
            [
                new LifecyclePrefixPredicate { Prefix = "theirs/" },
                new LifecycleTagPredicate { Tag = new Tag { Key = "a", Value = "b" } },
            ],
        };
        await bucket.Behind.PutLifecycleAsync(condition, days: 77, abortDays: null, isEnabled: false);

        try
        {
            await bucket.Service.Housekeeping.ApplyLifecycleAsync();
            var rules = await bucket.Behind.LifecycleAsync();
            rules.Single(rule => rule.Id == "theirs").Filter.LifecycleFilterPredicate
                .Should().BeOfType<LifecycleAndOperator>().Which.Operands.Should().HaveCount(2);
        }
        catch (S3StoreException failure)
        {
            failure.Message.Should().Contain("nothing was changed");
        }
    }

    // A bucket of its own is needed above all here: the rules remove files within seconds.
    [EveryStore(Except = [StoreKind.Other, StoreKind.Local])]
    public async Task LifecycleRules_AreCarriedOut(StoreKind kind)
    {
        await using var bucket = await OwnBucket.OpenAsync(kind);
        FileUploadRequest Request() => new("a.txt", "text/plain", Bytes(10));
        var kept = await bucket.Service.StoreAsync(Request());
        await bucket.Service.StoreAsync(Request() with { Pending = true });
        await bucket.Service.Direct.StartMultipartAsync(new DirectUploadRequest("b.txt", "text/plain"));
        (await bucket.LeftAsync()).Should().HaveCount(3);

        await bucket.Service.Housekeeping.ApplyLifecycleAsync();

        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while ((await bucket.LeftAsync()).Count > 1)
        {
            await looks.WaitForNextTickAsync(deadline.Token);
        }

        (await bucket.LeftAsync()).Should().Equal(kept.Key);
    }

    [EveryStore(Except = [StoreKind.Other])]
    public async Task CorsRules_AreMergedIntoThoseThatAreThere_AndASecondRunChangesNothing(StoreKind kind)
    {
        await using var bucket = await OwnBucket.OpenAsync(kind);
        var housekeeping = bucket.Service.Housekeeping;

        (await housekeeping.ApplyCorsAsync(new() { Origins = ["https://old.example.com"] })).Should().BeTrue();
        (await housekeeping.ApplyCorsAsync(Options)).Should().BeTrue();
        (await housekeeping.ApplyCorsAsync(Options)).Should().BeFalse();

        var rules = await bucket.Behind.CorsAsync();
        rules.Should().ContainSingle().Which.AllowedOrigins.Should().Equal(Origin);
    }

    [EveryStore(Except = [StoreKind.Other])]
    public async Task PublicReadPolicy_OpensWhatIsKept_AndNothingElse(StoreKind kind)
    {
        await using var bucket = await OwnBucket.OpenAsync(kind);
        var setup = await bucket.Service.Housekeeping.GetSetupAsync(Options);

        await bucket.Client.PutBucketPolicyAsync(bucket.Name, setup.PublicReadPolicyJson);

        var diagnosis = await bucket.Service.DiagnoseAsync();
        diagnosis.Findings.Single(one => one.Name == "public-url").Status.Should().Be(DiagnosisStatus.Ok);
        diagnosis.Findings.Single(one => one.Name == "pending-private").Status.Should().Be(DiagnosisStatus.Ok);
    }
}
