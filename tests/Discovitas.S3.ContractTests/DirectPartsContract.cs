using Discovitas.S3.ContractTests.Support;
using static Discovitas.S3.ContractTests.Support.Content;
using static Discovitas.S3.ContractTests.Support.Store;

namespace Discovitas.S3.ContractTests;

/// <summary>A file that a client sends in parts: completed as it was granted, or given up with nothing left.</summary>
public sealed class DirectPartsContract
{
    private const int Rest = 1000;

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnCephTls]
    [OnOther]
    public async Task TheParts_AsGranted_AreOneFile_HoweverOftenItIsCompleted(string name)
    {
        await using var store = await OpenAsync(name);
        var bytes = Bytes(PartSize + Rest);
        var ticket = await StartAsync(store, bytes.Length);
        var second = await Browser.SendPartAsync(store.Service, ticket, 2, bytes[PartSize..]);
        var first = await Browser.SendPartAsync(store.Service, ticket, 1, bytes[..PartSize]);

        (await store.Service.Direct.ListPartsAsync(ticket)).Select(part => (part.Number, part.Size)).Should().Equal((1, PartSize), (2, Rest));
        var file = await store.Service.Direct.CompleteAsync(ticket, [second, first]);
        var again = await store.Service.Direct.CompleteAsync(ticket, [second, first]);

        again.Should().BeEquivalentTo(file);
        (file.Size, file.ContentType).Should().Be((bytes.Length, "application/pdf"));
        ShouldBeSame(await ReadAsync(await store.Service.OpenReadAsync(file.Key)), bytes);
        (await store.Service.GetMetadataAsync(file.Key))!.Metadata.Should().Contain("who", "Jürgen");
        (await store.LeftAsync()).Should().Equal(file.Key);
    }

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnOther]
    public async Task WhatIsMissing_LeavesTheUploadToBeMended(string name)
    {
        await using var store = await OpenAsync(name);
        var bytes = Bytes(PartSize + Rest);
        var ticket = await StartAsync(store, bytes.Length);
        await ShouldBeRefusedAsync(store, ticket, UploadRejectionReason.Incomplete);
        var first = await Browser.SendPartAsync(store.Service, ticket, 1, bytes[..PartSize]);

        await ShouldBeRefusedAsync(store, ticket, UploadRejectionReason.Incomplete);
        await ShouldBeRefusedAsync(store, ticket, UploadRejectionReason.Incomplete, first, new UploadedPart { Number = 2, ETag = "0" });
        var second = await Browser.SendPartAsync(store.Service, ticket, 2, bytes[PartSize..]);
        await ShouldBeRefusedAsync(store, ticket, UploadRejectionReason.Incomplete, first, new UploadedPart { Number = 2, ETag = first.ETag });
        await ShouldBeRefusedAsync(store, ticket, UploadRejectionReason.Incomplete, first);

        (await store.Service.Direct.CompleteAsync(ticket, [first, second])).Size.Should().Be(bytes.Length);
    }

    [Theory]
    [OnLocal(Rest, UploadRejectionReason.LengthMismatch)]
    [OnLocal(-1, UploadRejectionReason.TooLarge)]
    [OnCeph(Rest, UploadRejectionReason.LengthMismatch)]
    [OnCeph(-1, UploadRejectionReason.TooLarge)]
    [OnOther(-1, UploadRejectionReason.TooLarge)]
    public async Task TooMuch_IsAbortedWithNothingLeft(string name, int claimed, UploadRejectionReason reason)
    {
        await using var store = await OpenAsync(name, settings => settings.MaxFileSize = claimed < 0 ? PartSize : 2 * PartSize);
        var ticket = await StartAsync(store, claimed < 0 ? null : claimed);
        await Browser.SendPartAsync(store.Service, ticket, 1, Bytes(PartSize + 1));

        await ShouldBeRefusedAsync(store, ticket, reason);

        (await store.LeftAsync()).Should().BeEmpty();
    }

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnOther]
    public async Task AnEmptyFile_GoesUpAsOneEmptyPart(string name)
    {
        await using var store = await OpenAsync(name);
        var ticket = await StartAsync(store, 0);
        await Browser.SendPartAsync(store.Service, ticket, 1, []);

        (await store.Service.Direct.CompleteAsync(ticket)).Size.Should().Be(0);
    }

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnOther]
    public async Task PartsThatAreTooSmall_LeaveTheUploadToBeMended(string name)
    {
        await using var store = await OpenAsync(name);
        var ticket = await StartAsync(store, null);
        await Browser.SendPartAsync(store.Service, ticket, 1, Bytes(Rest));
        await Browser.SendPartAsync(store.Service, ticket, 2, Bytes(Rest));

        await ShouldBeRefusedAsync(store, ticket, UploadRejectionReason.Incomplete);

        (await store.Service.Direct.ListPartsAsync(ticket)).Should().HaveCount(2);
        await store.Service.Direct.AbortAsync(ticket);
    }

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnOther]
    public async Task Abort_LeavesNothing_AndCanBeRepeated(string name)
    {
        await using var store = await OpenAsync(name);
        var ticket = await StartAsync(store, null);
        await Browser.SendPartAsync(store.Service, ticket, 1, Bytes(Rest));

        await store.Service.Direct.AbortAsync(ticket);
        await store.Service.Direct.AbortAsync(ticket);

        (await store.LeftAsync()).Should().BeEmpty();
        await ShouldBeRefusedAsync(store, ticket, UploadRejectionReason.Incomplete);
        (await store.Service.Invoking(service => service.Direct.ListPartsAsync(ticket)).Should().ThrowAsync<S3StoreException>()).Which.StatusCode.Should().Be(System.Net.HttpStatusCode.NotFound);
    }

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnOther]
    public async Task TheWrongFirstBytes_AreDeleted(string name)
    {
        await using var store = await OpenAsync(name, settings => settings.AllowedContentTypes.Add("application/pdf"));
        var ticket = await StartAsync(store, null);
        await Browser.SendPartAsync(store.Service, ticket, 1, Bytes(Rest));

        await ShouldBeRefusedAsync(store, ticket, UploadRejectionReason.ContentTypeMismatch);

        (await store.LeftAsync()).Should().BeEmpty();
    }

    private static Task<DirectUploadTicket> StartAsync(Store store, long? size) =>
        store.Service.Direct.StartMultipartAsync(new DirectUploadRequest("a.pdf", "application/pdf")
        {
            Folder = store.Folder,
            Size = size,
            Metadata = new Dictionary<string, string> { ["who"] = "Jürgen" },
        });

    private static async Task ShouldBeRefusedAsync(Store store, DirectUploadTicket ticket, UploadRejectionReason reason, params UploadedPart[] parts) =>
        (await store.Service.Invoking(service => service.Direct.CompleteAsync(ticket, parts)).Should().ThrowAsync<UploadRejectedException>()).Which.Reason.Should().Be(reason);
}
