using Amazon.S3.Model;
using Discovitas.S3.TestSupport.Clocks;
using Discovitas.S3.TestSupport.Logging;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.ContractTests;

/// <summary>
/// Measuring and cleaning on a real store. Files become old by a clock that is ahead: that of the service, not of the
/// client that signs.
/// </summary>
public sealed class HousekeepingContract
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    [EveryStore]
    public async Task Usage_CountsFiles_PendingOnes_AndUnfinishedUploads(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        await StoreAsync(store, "", 10);
        await StoreAsync(store, "/a", 100);
        await StoreAsync(store, "/a/b", 1000);
        await StoreAsync(store, "/c", 7, pending: true);
        await StartPartsAsync(store);
        await PutForeignAsync(store, store.Settings.KeyPrefix);

        var usage = await store.Service.Housekeeping.GetUsageAsync(store.Folder, depth: 2);

        (usage.Files, usage.Bytes, usage.Pending.Files, usage.Pending.Bytes).Should().Be((3, 1110, 1, 7));
        (usage.OtherObjects.Files, usage.UnfinishedUploads).Should().Be((1, 1));
        usage.Folders.Select(folder => (folder.Folder, folder.Files, folder.Bytes)).Should().Equal(
            ($"{store.Folder}/a", 2, 1100), ($"{store.Folder}/a/b", 1, 1000));
        usage.Newest.Should().BeCloseTo(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(2));
    }

    [EveryStore]
    public async Task Cleaning_TouchesNothingYoung_AndThenOnlyWhatIsOurs(StoreKind kind)
    {
        await using var store = await OpenOwnAsync(kind);
        var kept = await StoreAsync(store, "", 1);
        var foreign = await PutForeignAsync(store, store.Settings.PendingPrefix);
        await StoreAsync(store, "", 7, pending: true);
        await StartPartsAsync(store);
        var now = store.Service.Housekeeping;
        var later = Later(store).Housekeeping;

        (await now.DeletePendingAsync(TimeSpan.FromHours(1))).Found.Should().Be(0);
        (await now.AbortUnfinishedUploadsAsync(TimeSpan.FromHours(1))).Found.Should().Be(0);
        var pending = await later.DeletePendingAsync(Week);
        var uploads = await later.AbortUnfinishedUploadsAsync(Week);

        (pending.Found, pending.Deleted, pending.Bytes).Should().Be((1, 1, 7));
        (uploads.Found, uploads.Deleted, uploads.Bytes).Should().Be((1, 1, PartSize));
        (await store.LeftAsync()).Should().Equal(kept, foreign);
        (await later.DeletePendingAsync(Week)).Found.Should().Be(0);
        (await later.AbortUnfinishedUploadsAsync(Week)).Found.Should().Be(0);
    }

    [EveryStore]
    public async Task OldFiles_OfAFolder_AreDeleted(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        var kept = await StoreAsync(store, "", 1);
        await StoreAsync(store, "/old", 1);
        await StoreAsync(store, "/old/b", 1);

        var result = await Later(store).Housekeeping.DeleteOldFilesAsync($"{store.Folder}/old", Week);

        (result.Found, result.Deleted, result.Bytes).Should().Be((2, 2, 2));
        (await store.LeftAsync()).Should().Equal(kept);
    }

    [EveryStore]
    public async Task Reconciliation_ReportsBothSides_AndDeletesOnlyWhenTold(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        var recorded = await StoreAsync(store, "", 1);
        var unrecorded = await StoreAsync(store, "/a", 5);
        var pending = await StoreAsync(store, "/a", 5, pending: true);
        var missing = $"{store.Settings.KeyPrefix}{store.Folder}/{Guid.NewGuid():D}";
        string[] records = [store.Service.GetPublicUrl(recorded), pending, missing];
        var options = new ReconcileOptions { Folder = store.Folder };

        var young = await store.Service.Housekeeping.ReconcileAsync(
            records.ToAsyncEnumerable(), options with { Delete = true });
        var report = await Later(store).Housekeeping.ReconcileAsync(records.ToAsyncEnumerable(), options);

        (young.Files, young.Young, young.Unrecorded, young.Deleted).Should().Be((2, 1, 0, 0));
        (report.Files, report.Records, report.Unrecorded, report.Missing, report.Deleted).Should().Be((2, 3, 1, 1, 0));
        report.UnrecordedSamples.Should().ContainSingle().Which.Key.Should().Be(unrecorded);
        report.MissingSamples.Should().Equal(missing);
        var deletion = await Later(store).Housekeeping.ReconcileAsync(
            records.ToAsyncEnumerable(), options with { Delete = true });
        (deletion.Deleted, deletion.DeletedBytes).Should().Be((1, 5));
        (await store.LeftAsync()).Should().HaveCount(2).And.Contain(recorded).And.NotContain(unrecorded);
    }

    [EveryStore]
    public async Task TwoInstances_CleanOneBucket_WithoutAnError_AndDeleteNothingTwice(StoreKind kind)
    {
        await using var store = await OpenOwnAsync(kind);
        var kept = await StoreAsync(store, "", 1);
        for (var number = 0; number < 5; number++)
        {
            await StoreAsync(store, "", 1, pending: true);
            await StartPartsAsync(store);
        }

        using var log = new LogCollector();
        await Task.WhenAll(RunRoundAsync(store, log), RunRoundAsync(store, log));

        log.Entries.Where(entry => entry.Level > LogLevel.Information).Should().BeEmpty();
        Deleted("pending for longer").Should().HaveCount(5).And.OnlyHaveUniqueItems();
        Deleted("it was unfinished").Should().HaveCount(5).And.OnlyHaveUniqueItems();
        (await store.LeftAsync()).Should().Equal(kept);
        (await store.Service.Housekeeping.GetUsageAsync()).Pending.Files.Should().Be(0);

        IEnumerable<string> Deleted(string reason) => log.Entries.Select(entry => entry.Message)
            .Where(message => message.Contains(reason, StringComparison.Ordinal) && message.Contains(store.Folder));
    }

    [EveryStore]
    public async Task TheBackground_TouchesNothingThatIsUnderWay(StoreKind kind)
    {
        await using var store = await OpenOwnAsync(kind);
        await StoreAsync(store, "", 1, pending: true);
        await StartPartsAsync(store);
        var before = await store.LeftAsync();

        using var log = new LogCollector();
        await RunRoundAsync(store, log, TimeSpan.FromHours(47));

        (await store.LeftAsync()).Should().Equal(before);
        log.Entries.Where(entry => entry.Level > LogLevel.Information).Should().BeEmpty();
    }

    // With a client of its own, as another process has one.
    private static async Task RunRoundAsync(Store store, LogCollector log, TimeSpan? ahead = null)
    {
        var clock = new OneRoundClock(ahead ?? Week + TimeSpan.FromHours(1));
        using var client = S3Client.Create(store.Settings);
        using var loggers = new LoggerFactory([log]);
        using var stop = new CancellationTokenSource();
        var service = new S3Service(client, store.Settings, loggers.CreateLogger<S3Service>(), clock);

        var run = service.Housekeeping.RunAsync(new() { Interval = OneRoundClock.Interval }, stop.Token);
        await (await Task.WhenAny(run, clock.RoundEnded));
        await stop.CancelAsync();
        await run.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
    }

    private static Task<Store> OpenOwnAsync(StoreKind kind)
    {
        // Other tests have pending files of their own in the same bucket.
        var own = $"{Guid.NewGuid():N}/";
        return OpenAsync(kind, settings => (settings.KeyPrefix, settings.PendingPrefix) = ($"k{own}", $"p{own}"));
    }

    private static S3Service Later(Store store) => new(
        store.Client, store.Settings, timeProvider: new ShiftedClock(Week + TimeSpan.FromHours(1)));

    private static async Task<string> StoreAsync(Store store, string folder, int size, bool pending = false)
    {
        var request = store.Request(Bytes(size)) with { Folder = store.Folder + folder, Pending = pending };
        return (await store.Service.StoreAsync(request)).Key;
    }

    private static async Task StartPartsAsync(Store store)
    {
        var request = new DirectUploadRequest("a.bin", "application/octet-stream") { Folder = store.Folder };
        var ticket = await store.Service.Direct.StartMultipartAsync(request);
        await Browser.SendPartAsync(store.Service, ticket, 1, Bytes(PartSize));
    }

    private static async Task<string> PutForeignAsync(Store store, string prefix)
    {
        var key = $"{prefix}{store.Folder}/theirs.txt";
        await store.Client.PutObjectAsync(
            new PutObjectRequest { BucketName = store.Settings.Bucket, Key = key, ContentBody = "theirs" });
        return key;
    }
}
