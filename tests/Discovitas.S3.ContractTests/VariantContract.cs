using System.Collections.Concurrent;
using Discovitas.S3.TestSupport.Clocks;
using Discovitas.S3.TestSupport.Streams;

namespace Discovitas.S3.ContractTests;

/// <summary>Variants: stored beside a file once it is kept, and listed, deleted and reconciled with it.</summary>
public sealed class VariantContract
{
    private const int Size = 1000;
    private const string CacheControl = "max-age=600";

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly string[] Names = ["medium.webp", "page.html", "thumb.webp"];

    private readonly ConcurrentQueue<StoredFile> _kept = [];

    [EveryStore]
    [StoreData(KeptWay.Stored)]
    [StoreData(KeptWay.Repeatable)]
    [StoreData(KeptWay.Awaiting)]
    [StoreData(KeptWay.Pending)]
    [StoreData(KeptWay.Direct)]
    [StoreData(KeptWay.Parts)]
    public async Task AFile_HasItsVariants_HoweverItIsUploaded_AndTheyGoWithIt(StoreKind kind, KeptWay way)
    {
        await using var store = await OpenAsync(kind);
        var keepAsync = await SendAsync(store, way);

        var file = await keepAsync();

        _kept.Should().Equal(file);
        var variants = await store.Service.ListVariantsAsync(file.Url).ToListAsync();
        variants.Select(one => one.Key).Should().Equal(VariantsOf(file));
        variants.Should().OnlyContain(one => one.Size == Size && one.Url == store.Service.GetPublicUrl(one.Key));
        await ShouldBeVariantAsync(store, variants[^1], "image/webp", disposition: null);
        await ShouldBeVariantAsync(store, variants[1], "text/html", "attachment");
        (await store.Service.ListAsync(store.Folder).ToListAsync()).Should().ContainSingle()
            .Which.Key.Should().Be(file.Key);

        (await keepAsync()).Key.Should().Be(file.Key);

        _kept.Should().ContainSingle("a repeated step does not call the function again");
        await store.Service.DeleteAsync(variants[0].Url);
        (await store.LeftAsync()).Should().HaveCount(Names.Length).And.NotContain(variants[0].Key);
        await store.Service.DeleteAsync(file.Url);
        (await store.LeftAsync()).Should().BeEmpty();
    }

    [EveryStore]
    [StoreData(KeptWay.Stored, false)]
    [StoreData(KeptWay.Repeatable, false)]
    [StoreData(KeptWay.Awaiting, false)]
    [StoreData(KeptWay.Pending, true)]
    [StoreData(KeptWay.Direct, true)]
    [StoreData(KeptWay.Parts, false)]
    public async Task AFunctionThatFails_FailsTheUpload_AndNothingIsKept(StoreKind kind, KeptWay way, bool waits)
    {
        var isBroken = true;
        await using var store = await OpenAsync(kind, build => build.OnKept((_, _) => isBroken ? Failing() : Done()));
        var keepAsync = await SendAsync(store, way);

        await keepAsync.Should().ThrowAsync<NotSupportedException>();

        (await store.LeftAsync()).Select(key => key.Split('/')[0]).Should().Equal(waits ? ["pending"] : []);
        if (waits)
        {
            isBroken = false;
            var file = await keepAsync();
            (await store.LeftAsync()).Should().HaveCount(1 + Names.Length).And.Contain(file.Key);
        }
    }

    [EveryStore]
    [StoreData(KeptWay.Awaiting)]
    [StoreData(KeptWay.Direct)]
    [StoreData(KeptWay.Parts)]
    public async Task AFileThatTheAppDoesNotAccept_IsRemovedWithItsVariants(StoreKind kind, KeptWay way)
    {
        await using var store = await OpenAsync(kind);
        var keepAsync = await SendAsync(store, way, _ => Failing());

        await keepAsync.Should().ThrowAsync<NotSupportedException>();

        _kept.Should().ContainSingle("the function comes before the acceptance");
        (await store.LeftAsync()).Should().NotContain(key => key.StartsWith("uploads/", StringComparison.Ordinal));
    }

    [EveryStore]
    [StoreData(KeptWay.Pending)]
    [StoreData(KeptWay.Direct)]
    [StoreData(KeptWay.Parts)]
    public async Task CallsAtOnce_CallTheFunctionOnce(StoreKind kind, KeptWay way)
    {
        await using var store = await OpenAsync(kind);
        var keepAsync = await SendAsync(store, way);

        var files = await Task.WhenAll(keepAsync(), keepAsync(), keepAsync());

        files.Select(file => file.Key).Distinct().Should().ContainSingle();
        _kept.Should().ContainSingle();
    }

    [EveryStore]
    public async Task Reconciliation_TakesVariantsForPartsOfTheirFile(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        var recorded = await store.Service.StoreAsync(Request(store));
        var unrecorded = await store.Service.StoreAsync(Request(store));
        var orphaned = await store.Service.StoreAsync(Request(store));
        await store.Client.DeleteObjectAsync(store.Settings.Bucket, orphaned.Key);
        var mistaken = await store.Service.StoreAsync(Request(store));
        string[] records = [recorded.Key, $"{mistaken.Key[..^4]}.jpeg", $"{orphaned.Key[..^4]}/{Names[0]}"];
        var options = new ReconcileOptions { Folder = store.Folder };

        var report = await Later(store).Housekeeping.ReconcileAsync(records.ToAsyncEnumerable(), options);
        var deletion = await Later(store).Housekeeping.ReconcileAsync(
            records.ToAsyncEnumerable(), options with { Delete = true });

        (report.Files, report.Variants, report.Missing, report.Deleted).Should().Be((3, 12, 1, 0));
        (report.Unrecorded, report.UnrecordedBytes).Should().Be((4, 7 * Size), "two variants have lost their file");
        report.UnrecordedSamples.Select(one => one.Key).Should().BeEquivalentTo(
            unrecorded.Key, mistaken.Key, $"{orphaned.Key[..^4]}/{Names[1]}", $"{orphaned.Key[..^4]}/{Names[2]}");
        (deletion.Deleted, deletion.DeletedBytes).Should().Be((6, 6 * Size));
        (await store.LeftAsync()).Should().BeEquivalentTo(
            [recorded.Key, mistaken.Key, .. VariantsOf(recorded), .. VariantsOf(mistaken), records[^1]]);
    }

    [EveryStore]
    public async Task Usage_Quotas_AndOldFiles_CountVariantsWithTheirFile(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        var folder = $"{store.Folder}/a";
        var request = Request(store) with { Folder = folder };
        await store.Service.StoreAsync(request);

        var usage = await store.Service.Housekeeping.GetUsageAsync(store.Folder, depth: 3);
        var full = request with { FolderQuota = new FolderQuota { MaxFiles = 2, MaxBytes = 5 * Size } };
        await store.Service.StoreAsync(full);
        var rejection = await store.Service.Invoking(s => s.StoreAsync(full))
            .Should().ThrowAsync<UploadRejectedException>();
        var cleaned = await Later(store).Housekeeping.DeleteOldFilesAsync(folder, Week);

        (usage.Files, usage.Bytes, usage.Variants.Files, usage.Variants.Bytes, usage.OtherObjects.Files)
            .Should().Be((1, 4 * Size, 3, 3 * Size, 0));
        usage.Folders.Select(one => (one.Folder, one.Files, one.Bytes)).Should().Equal((folder, 1L, 4L * Size));
        rejection.Which.Reason.Should().Be(UploadRejectionReason.QuotaExceeded);
        (cleaned.Deleted, cleaned.Bytes).Should().Be((8, 8 * Size));
        (await store.LeftAsync()).Should().BeEmpty();
    }

    [EveryStore]
    public async Task AVariantCanBeStoredLater_OrAgain_ButOnlyOfAFile(StoreKind kind)
    {
        await using var store = await Store.OpenAsync(kind, build: build => build.UseVariants());
        var file = await store.Service.StoreAsync(Request(store));
        var request = new FileVariantRequest("a_B-1.webp", "image/webp", Bytes(1)) { CacheControl = "no-cache" };

        await store.Service.StoreVariantAsync(file.Url, request);
        var again = await store.Service.StoreVariantAsync(file.Key, request with { Content = Bytes(PartSize + 1) });

        (again.Key, again.Size).Should().Be(($"{file.Key[..^4]}/a_B-1.webp", PartSize + 1));
        SameBytes(await store.ReadAsync(again.Url), Bytes(PartSize + 1));
        (await store.Client.GetObjectMetadataAsync(store.Settings.Bucket, again.Key)).Headers.CacheControl
            .Should().Be("no-cache");
        await store.Service.DeleteAsync([file.Key]);
        (await store.LeftAsync()).Should().BeEmpty();
        (await store.Service.Invoking(s => s.StoreVariantAsync(file.Key, request))
            .Should().ThrowAsync<S3StoreException>()).Which.IsMissing.Should().BeTrue();
    }

    [EveryStore]
    [StoreData(1)]
    [StoreData(PartSize + 1)]
    public async Task AVariant_WhoseFileIsDeletedWhileItIsSent_DoesNotRemain(StoreKind kind, int size)
    {
        await using var store = await Store.OpenAsync(kind, build: build => build.UseVariants());
        var file = await store.Service.StoreAsync(Request(store));
        using var content = new ActingStream(size, () => store.Service.DeleteAsync(file.Key));
        var request = new FileVariantRequest("a.webp", "image/webp", content) { CacheControl = "no-cache" };

        (await store.Service.Invoking(s => s.StoreVariantAsync(file.Key, request))
            .Should().ThrowAsync<S3StoreException>()).Which.IsMissing.Should().BeTrue();

        (await store.LeftAsync()).Should().BeEmpty();
    }

    private static IEnumerable<string> VariantsOf(StoredFile file) =>
        Names.Select(name => $"{file.Key[..^4]}/{name}");

    private static Task Failing() => throw new NotSupportedException("This picture cannot be scaled.");

    private static Task Done() => Task.CompletedTask;

    private Task<Store> OpenAsync(StoreKind kind, Action<S3UploadsBuilder>? build = null) =>
        Store.OpenAsync(kind, build: store =>
        {
            store.OnKept(StoreVariantsAsync);
            build?.Invoke(store);
        });

    // As a function that makes pictures smaller.
    private async Task StoreVariantsAsync(KeptFile file, CancellationToken cancellationToken)
    {
        cancellationToken.CanBeCanceled.Should().BeFalse();
        _kept.Enqueue(file.File);
        await using var original = await file.OpenReadAsync(cancellationToken);
        var bytes = await ReadAllAsync(original.Content, cancellationToken);
        foreach (var name in Names)
        {
            var type = name.EndsWith("html", StringComparison.Ordinal) ? "text/html" : "image/webp";
            await file.StoreVariantAsync(new FileVariantRequest(name, type, Variant(bytes)), cancellationToken);
        }
    }

    private static byte[] Variant(byte[] bytes) => [.. bytes.Reverse()];

    private static async Task ShouldBeVariantAsync(Store store, ListedFile variant, string type, string? disposition)
    {
        SameBytes(await store.ReadAsync(variant.Url), Variant(Bytes(Size)));
        var found = await store.Client.GetObjectMetadataAsync(store.Settings.Bucket, variant.Key);
        (found.Headers.ContentType, found.Headers.CacheControl).Should().Be((type, CacheControl));
        found.Headers.ContentDisposition.Should().Be(disposition);
        found.Metadata.Count.Should().Be(0);
        var url = await store.Service.GetTemporaryUrlAsync(variant.Key, TimeSpan.FromMinutes(1));
        using var http = new HttpClient();
        SameBytes(await http.GetByteArrayAsync(new Uri(url.Url)), Variant(Bytes(Size)));
    }

    private static FileUploadRequest Request(Store store) =>
        store.Request(Bytes(Size), "a.png", "image/png") with
        {
            CacheControl = CacheControl,
            Metadata = new Dictionary<string, string> { ["who"] = "me" },
        };

    // Returns the last step, which can be repeated.
    private static async Task<Func<Task<StoredFile>>> SendAsync(
        Store store, KeptWay way, Func<StoredFile, Task>? acceptAsync = null)
    {
        acceptAsync ??= _ => Done();
        var (service, request) = (store.Service, Request(store));
        var repeatable = request with { IdempotencyKey = store.Folder };
        switch (way)
        {
            case KeptWay.Stored:
                StoredFile? stored = null;
                return async () => stored ??= await service.StoreAsync(request);
            case KeptWay.Repeatable:
                return async () => await service.StoreAsync(repeatable) with { IsReplay = false };
            case KeptWay.Awaiting:
                return async () =>
                {
                    var awaiting = await service.StoreAsync(repeatable with { AwaitsAcceptance = true });
                    return await service.AcceptAsync(awaiting, acceptAsync) with { IsReplay = false };
                };
            case KeptWay.Pending:
                var pending = await service.StoreAsync(request with { Pending = true });
                return () => service.KeepAsync(pending.Key);
            default:
                var ticket = await SendDirectAsync(store, way is KeptWay.Parts);
                return () => service.Direct.AcceptAsync(ticket, acceptAsync);
        }
    }

    private static async Task<DirectUploadTicket> SendDirectAsync(Store store, bool inParts)
    {
        var request = new DirectUploadRequest("a.png", "image/png")
        {
            Folder = store.Folder,
            Size = Size,
            CacheControl = CacheControl,
        };
        if (inParts)
        {
            var ticket = await store.Service.Direct.StartMultipartAsync(request);
            await Browser.SendPartAsync(store.Service, ticket, 1, Bytes(Size));
            return ticket;
        }

        var upload = await store.Service.Direct.CreateAsync(request);
        using var answer = await Browser.SendAsync(upload, Bytes(Size));
        answer.IsSuccessStatusCode.Should().BeTrue(await answer.Content.ReadAsStringAsync());
        return upload.Ticket;
    }

    private static S3Service Later(Store store) => new(
        store.Client, store.Settings, timeProvider: new ShiftedClock(Week + TimeSpan.FromHours(1)));
}
