using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Tool.Checks;
using Discovitas.S3.Tool.Conformance;

namespace Discovitas.S3.ContractTests;

/// <summary>The checks of the command <c>conformance</c> find on every store what is known of it.</summary>
public sealed class ConformanceContract
{
    /// <summary>What a store does otherwise than Amazon S3; everything else works.</summary>
    private static readonly Dictionary<StoreKind, string[]> Known = new()
    {
        [StoreKind.Local] = ["address-style: Limited", "expected-owner: DoesNotWork"],
        [StoreKind.Ceph] = Ceph,
        [StoreKind.CephTls] = Ceph,
    };

    private static string[] Ceph =>
    [
        "address-style: Limited",
        "expected-owner: DoesNotWork",
        "checksum: DoesNotWork",
        "checksum-enforced: DoesNotWork",
        "aws-chunked: DoesNotWork",
        "part-checksum: DoesNotWork",
        "part-10000: Limited",
        "conditional-complete: DoesNotWork",
        "conditional-copy: DoesNotWork",
        "copy-condition: DoesNotWork",
        "copy-part-condition: DoesNotWork",
        "tags-multipart: DoesNotWork",
        "tags-copy: DoesNotWork",
        "post-policy-headers: DoesNotWork",
        "post-policy-etag: DoesNotWork",
        "encryption: DoesNotWork",
        "public-access-block: DoesNotWork",
    ];

    [EveryStore(Except = [StoreKind.Other])]
    public async Task EveryCheck_FindsWhatIsKnownOfTheStore_AndLeavesNothing(StoreKind kind)
    {
        await using var bucket = await OwnBucket.OpenAsync(kind);

        var report = await RunAsync(bucket.Settings, changeBucket: true);

        report.Checks.Where(check => check.Status is not CheckStatus.Works)
            .Select(check => $"{check.Name}: {check.Status}")
            .Should().Equal(Known[kind]);
        report.Checks.Select(check => check.Name).Should().Equal(AllChecks.InOrder.Select(check => check.Name));
        report.IsUsable.Should().BeTrue();
        report.Left.Should().BeEmpty();
        report.Requests.Should().BeLessThan(130);
        (await bucket.LeftAsync()).Should().BeEmpty();
        (await HasLifecycleAsync(bucket)).Should().BeFalse();
    }

    [EveryStore]
    public async Task ABucketWithFiles_IsCheckedBesideThem(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        var file = await store.Service.StoreAsync(store.Request(Bytes(10)));

        var report = await RunAsync(store.Settings);

        report.IsUsable.Should().BeTrue();
        report.Prefix.Should().StartWith(store.Settings.KeyPrefix + "conformance-");
        report.Left.Should().BeEmpty();
        (await store.LeftAsync()).Should().Equal(file.Key);
    }

    [EveryStore(Except = [StoreKind.Other])]
    public async Task DocumentsOfTheBucket_AreNotChanged(StoreKind kind)
    {
        await using var bucket = await OwnBucket.OpenAsync(kind);
        await bucket.Behind.PutLifecycleAsync(
            new LifecyclePrefixPredicate { Prefix = "theirs/" }, days: 77, abortDays: null, isEnabled: false);

        var report = await RunAsync(bucket.Settings, changeBucket: true);

        report.Checks.Single(check => check.Name == "lifecycle").Status.Should().Be(CheckStatus.Works);
        (await bucket.Behind.LifecycleAsync()).Should().ContainSingle().Which.Id.Should().Be("theirs");
    }

    // The embedded server has no versions.
    [EveryStore(Except = [StoreKind.Local, StoreKind.Other])]
    public async Task InABucketWithVersions_NoOldOneIsLeft(StoreKind kind)
    {
        await using var bucket = await OwnBucket.OpenAsync(kind);
        await bucket.Client.PutBucketVersioningAsync(new PutBucketVersioningRequest
        {
            BucketName = bucket.Name,
            VersioningConfig = new S3BucketVersioningConfig { Status = VersionStatus.Enabled },
        });

        var report = await RunAsync(bucket.Settings);

        report.Checks.Single(check => check.Name == "versioning").Seen.Should().StartWith("It keeps versions");
        report.Left.Should().BeEmpty();
        ((await bucket.Client.ListVersionsAsync(bucket.Name)).Versions ?? []).Should().BeEmpty();
    }

    [EveryStore(Except = [StoreKind.Other])]
    public async Task WithoutTheOption_NoDocumentIsWritten(StoreKind kind)
    {
        await using var bucket = await OwnBucket.OpenAsync(kind);

        var report = await RunAsync(bucket.Settings);

        report.Checks.Where(check => check.Name is "lifecycle" or "cors")
            .Should().AllSatisfy(check => check.Status.Should().Be(CheckStatus.Skipped));
    }

    [EveryStore(Except = [StoreKind.Other, StoreKind.CephTls])]
    [StoreData("part-checksum")]
    [StoreData("copy-part-condition")]
    [StoreData("pending")]
    [StoreData("cors")]
    public async Task ARunThatIsCancelled_LeavesNothing(StoreKind kind, string at)
    {
        await using var bucket = await OwnBucket.OpenAsync(kind);
        using var context = new CheckContext(bucket.Settings, changeBucket: true);
        using var stop = new CancellationTokenSource();
        var run = new ConformanceRun(context, shown =>
        {
            if (shown == $"Checking {at}")
            {
                stop.Cancel();
            }
        });

        await run.Invoking(one => one.RunAsync(stop.Token)).Should().ThrowAsync<OperationCanceledException>();

        run.Left.Should().BeEmpty();
        (await bucket.LeftAsync()).Should().BeEmpty();
        (await HasLifecycleAsync(bucket)).Should().BeFalse();
    }

    [EveryStore]
    public async Task WithAWrongSecret_ItStopsAtTheFirstRequest(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        var settings = new S3Settings();
        settings.PointTo(store.Settings);
        settings.SecretAccessKey = "do-not-print";

        var report = await RunAsync(settings);

        report.Checks.Should().ContainSingle().Which.Seen.Should().Be("The store answered 403 SignatureDoesNotMatch.");
        (report.IsUsable, report.Requests).Should().Be((false, 1));
    }

    private static async Task<ConformanceReport> RunAsync(S3Settings settings, bool changeBucket = false)
    {
        using var context = new CheckContext(settings, changeBucket);
        return await new ConformanceRun(context, _ => { }).RunAsync(CancellationToken.None);
    }

    private static async Task<bool> HasLifecycleAsync(OwnBucket bucket)
    {
        var found = await bucket.Client.GetLifecycleConfigurationAsync(bucket.Name);
        return found.Configuration?.Rules is { Count: > 0 };
    }
}
