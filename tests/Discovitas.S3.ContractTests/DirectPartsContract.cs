namespace Discovitas.S3.ContractTests;

/// <summary>A file that a client sends in parts: completed as it was signed, or aborted with nothing left.</summary>
public sealed class DirectPartsContract
{
    private const int Rest = 1000;

    [EveryStore]
    public async Task TheParts_AsSigned_AreOneFile_HoweverOftenItIsCompleted(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        var bytes = Bytes(PartSize + Rest);
        var ticket = await StartAsync(store, bytes.Length);
        var second = await Browser.SendPartAsync(store.Service, ticket, 2, bytes[PartSize..]);
        var first = await Browser.SendPartAsync(store.Service, ticket, 1, bytes[..PartSize]);

        (await store.Service.Direct.ListPartsAsync(ticket)).Select(part => (part.Number, part.Size))
            .Should().Equal((1, PartSize), (2, Rest));
        var file = await store.Service.Direct.CompleteAsync(ticket, [second, first]);
        var again = await store.Service.Direct.CompleteAsync(ticket, [second, first]);

        again.Should().BeEquivalentTo(file);
        (file.Size, file.ContentType).Should().Be((bytes.Length, "application/pdf"));
        SameBytes(await store.ReadAsync(file.Key), bytes);
        (await store.Service.GetMetadataAsync(file.Key))!.Metadata.Should().Contain("who", "Jürgen");
        (await store.LeftAsync()).Should().Equal(file.Key);
    }

    [EveryStore(Except = [StoreKind.CephTls])]
    public async Task MissingOrWrongParts_CanBeSentLater(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        var bytes = Bytes(PartSize + Rest);
        var ticket = await StartAsync(store, bytes.Length);
        await ShouldBeRejectedAsync(store, ticket, UploadRejectionReason.Incomplete);
        var first = await Browser.SendPartAsync(store.Service, ticket, 1, bytes[..PartSize]);

        await ShouldBeRejectedAsync(store, ticket, UploadRejectionReason.Incomplete);
        await ShouldBeRejectedAsync(store, ticket, UploadRejectionReason.Incomplete, first, Second("0"));
        var second = await Browser.SendPartAsync(store.Service, ticket, 2, bytes[PartSize..]);
        await ShouldBeRejectedAsync(store, ticket, UploadRejectionReason.Incomplete, first, Second(first.ETag));
        await ShouldBeRejectedAsync(store, ticket, UploadRejectionReason.Incomplete, first);

        (await store.Service.Direct.CompleteAsync(ticket, [first, second])).Size.Should().Be(bytes.Length);
    }

    [EveryStore(Except = [StoreKind.CephTls])]
    [StoreData(Rest, UploadRejectionReason.LengthMismatch, Except = [StoreKind.Other])]
    [StoreData(-1, UploadRejectionReason.TooLarge)]
    public async Task MoreBytesThanAllowed_AbortTheUpload(StoreKind kind, int stated, UploadRejectionReason reason)
    {
        await using var store = await OpenAsync(
            kind, settings => settings.MaxFileSize = stated < 0 ? PartSize : 2 * PartSize);
        var ticket = await StartAsync(store, stated < 0 ? null : stated);
        await Browser.SendPartAsync(store.Service, ticket, 1, Bytes(PartSize + 1));

        await ShouldBeRejectedAsync(store, ticket, reason);

        (await store.LeftAsync()).Should().BeEmpty();
    }

    [EveryStore(Except = [StoreKind.CephTls])]
    public async Task AnEmptyFile_IsOneEmptyPart(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        var ticket = await StartAsync(store, 0);
        await Browser.SendPartAsync(store.Service, ticket, 1, []);

        (await store.Service.Direct.CompleteAsync(ticket)).Size.Should().Be(0);
    }

    [EveryStore(Except = [StoreKind.CephTls])]
    public async Task PartsThatAreTooSmall_DoNotAbortTheUpload(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        var ticket = await StartAndSendOnePartAsync(store);
        await Browser.SendPartAsync(store.Service, ticket, 2, Bytes(Rest));

        await ShouldBeRejectedAsync(store, ticket, UploadRejectionReason.Incomplete);

        (await store.Service.Direct.ListPartsAsync(ticket)).Should().HaveCount(2);
        await store.Service.Direct.AbortAsync(ticket);
    }

    [EveryStore(Except = [StoreKind.CephTls])]
    public async Task Abort_LeavesNothing_AndCanBeRepeated(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        var ticket = await StartAndSendOnePartAsync(store);

        await store.Service.Direct.AbortAsync(ticket);
        await store.Service.Direct.AbortAsync(ticket);

        (await store.LeftAsync()).Should().BeEmpty();
        foreach (var call in new Func<Task>[]
        {
            () => store.Service.Direct.ListPartsAsync(ticket),
            () => store.Service.Direct.CompleteAsync(ticket),
            () => store.Service.Direct.AcceptAsync(ticket, _ => throw new InvalidOperationException("never called")),
        })
        {
            (await call.Should().ThrowAsync<S3StoreException>()).Which.IsMissing.Should().BeTrue();
        }

        (await store.LeftAsync()).Should().BeEmpty();
    }

    [EveryStore(Except = [StoreKind.CephTls])]
    public async Task Abort_OfACompletedUpload_IsRejected_AndTheFileStays(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        var ticket = await StartAndSendOnePartAsync(store);
        await store.Service.Direct.CompleteAsync(ticket);

        (await store.Service.Invoking(service => service.Direct.AbortAsync(ticket))
            .Should().ThrowAsync<UploadRejectedException>()).Which.Reason.Should().Be(UploadRejectionReason.Completed);

        (await store.LeftAsync()).Should().Equal(ticket.Key);
    }

    [EveryStore(Except = [StoreKind.CephTls])]
    public async Task AFileWithTheWrongFirstBytes_IsDeleted(StoreKind kind)
    {
        await using var store = await OpenAsync(kind, settings => settings.AllowedContentTypes.Add("application/pdf"));
        var ticket = await StartAndSendOnePartAsync(store);

        await ShouldBeRejectedAsync(store, ticket, UploadRejectionReason.ContentTypeMismatch);

        (await store.LeftAsync()).Should().BeEmpty();
    }

    private static async Task<DirectUploadTicket> StartAndSendOnePartAsync(Store store)
    {
        var ticket = await StartAsync(store, null);
        await Browser.SendPartAsync(store.Service, ticket, 1, Bytes(Rest));
        return ticket;
    }

    private static Task<DirectUploadTicket> StartAsync(Store store, long? size) =>
        store.Service.Direct.StartMultipartAsync(new DirectUploadRequest("a.pdf", "application/pdf")
        {
            Folder = store.Folder,
            Size = size,
            Metadata = new Dictionary<string, string> { ["who"] = "Jürgen" },
        });

    private static UploadedPart Second(string etag) => new() { Number = 2, ETag = etag };

    private static async Task ShouldBeRejectedAsync(
        Store store, DirectUploadTicket ticket, UploadRejectionReason reason, params UploadedPart[] parts) =>
        (await store.Service.Invoking(service => service.Direct.CompleteAsync(ticket, parts))
            .Should().ThrowAsync<UploadRejectedException>()).Which.Reason.Should().Be(reason);
}
