using Discovitas.S3.TestSupport.Inspecting;

namespace Discovitas.S3.ContractTests;

/// <summary>The quota of a folder on a real store.</summary>
public sealed class QuotaContract
{
    private static readonly FolderQuota Quota = new() { MaxFiles = 2, MaxBytes = PartSize + 10 };

    [EveryStore]
    [StoreData(PartSize + 10, true)]
    [StoreData(PartSize + 11, false)]
    public async Task AnUpload_FitsOrIsRejected_AndLeavesNothing(StoreKind kind, int size, bool fits)
    {
        await using var store = await OpenAsync(kind);
        var request = store.Request(Bytes(size)) with { FolderQuota = Quota };

        if (fits)
        {
            var file = await store.Service.StoreAsync(request);
            (await store.LeftAsync()).Should().Equal(file.Key);
        }

        await ShouldBeRejectedAsync(() => store.Service.StoreAsync(request));
        (await store.LeftAsync()).Should().HaveCount(fits ? 1 : 0);
    }

    [EveryStore]
    [StoreData(false, false)]
    [StoreData(true, false)]
    [StoreData(false, true)]
    [StoreData(true, true)]
    public async Task ADirectUpload_IsCheckedAgainWhenItIsThere(StoreKind kind, bool inParts, bool isInspected)
    {
        var fails = true;
        var inspector = new ScriptedInspector(() => fails ? throw new IOException() : null);
        await using var store = await OpenAsync(
            kind, build: build => _ = isInspected ? build.AddInspector(_ => inspector) : build);
        var request = new DirectUploadRequest("a.bin", "application/octet-stream")
        {
            Folder = store.Folder,
            FolderQuota = Quota,
        };
        var first = await SendAsync(store, request, inParts);
        var second = await SendAsync(store, request, inParts);

        if (isInspected)
        {
            // Its parts are an object afterwards, which is still checked.
            await store.Service.Direct.Invoking(direct => direct.CompleteAsync(second))
                .Should().ThrowAsync<UploadInspectionException>();
            fails = false;
        }

        var kept = await store.Service.Direct.CompleteAsync(first);
        await ShouldBeRejectedAsync(() => store.Service.Direct.CompleteAsync(second));
        var again = await store.Service.Direct.CompleteAsync(first);
        await ShouldBeRejectedAsync(() => store.Service.Direct.CreateAsync(request with { Size = 11 }));
        await ShouldBeRejectedAsync(() => store.Service.Direct.StartMultipartAsync(request with { Size = 11 }));

        again.Key.Should().Be(kept.Key);
        (await store.LeftAsync()).Should().Equal(kept.Key);
    }

    private static async Task<DirectUploadTicket> SendAsync(Store store, DirectUploadRequest request, bool inParts)
    {
        if (inParts)
        {
            var ticket = await store.Service.Direct.StartMultipartAsync(request);
            await Browser.SendPartAsync(store.Service, ticket, 1, Bytes(PartSize));
            return ticket;
        }

        var upload = await store.Service.Direct.CreateAsync(request);
        using var sent = await Browser.SendAsync(upload, Bytes(PartSize));
        sent.IsSuccessStatusCode.Should().BeTrue();
        return upload.Ticket;
    }

    private static async Task ShouldBeRejectedAsync(Func<Task> uploadAsync) =>
        (await uploadAsync.Should().ThrowAsync<UploadRejectedException>())
            .Which.Reason.Should().Be(UploadRejectionReason.QuotaExceeded);
}
