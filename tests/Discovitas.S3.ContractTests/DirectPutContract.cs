
namespace Discovitas.S3.ContractTests;

/// <summary>
/// A presigned PUT of a whole file, where the store has no POST policy: what was signed is stored, nothing else is.
/// </summary>
public sealed class DirectPutContract
{
    private const int Size = 1000;

    [EveryStore]
    [StoreData(0, Except = [StoreKind.CephTls, StoreKind.Other])]
    [StoreData(Size)]
    public async Task ThePut_AsSigned_IsStoredWithItsHeaders(StoreKind kind, int size)
    {
        await using var store = await OpenAsync(kind, settings => settings.SupportsPostPolicy = false);
        var upload = await store.Service.Direct.CreateAsync(Request(store) with { Size = size });

        using var answer = await Browser.SendAsync(upload, Bytes(size));

        answer.StatusCode.Should().Be(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        upload.Request.Method.Should().Be("PUT");
        upload.Request.Headers.Keys.Should().NotContain("Content-Length");
        var file = await store.Service.Direct.CompleteAsync(upload.Ticket);
        (file.Size, file.ContentType).Should().Be((size, "text/html"));
        SameBytes(await store.ReadAsync(file.Key), Bytes(size));
        (await store.Service.GetMetadataAsync(file.Key))!.Metadata.Should().Contain("who", "Jürgen");
        var head = await store.Client.GetObjectMetadataAsync(store.Settings.Bucket, file.Key);
        head.Headers.ContentDisposition.Should().Be("attachment");
    }

    [EveryStore]
    public async Task AnotherLengthOrHeader_IsForbidden_AndNothingIsStored(StoreKind kind)
    {
        await using var store = await OpenAsync(kind, settings => settings.SupportsPostPolicy = false);
        var upload = await store.Service.Direct.CreateAsync(Request(store));
        var otherType = upload.Request.Headers.ToDictionary();
        otherType["Content-Type"] = "text/plain";
        var others = new (IEnumerable<KeyValuePair<string, string>> Headers, int Size)[]
        {
            (upload.Request.Headers, Size + 1),
            (upload.Request.Headers, Size - 1),
            (otherType, Size),
            (upload.Request.Headers.Where(header => header.Key != "Content-Disposition"), Size),
        };

        foreach (var (headers, size) in others)
        {
            using var answer = await Browser.PutAsync(upload.Request, headers, Bytes(size));
            answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        }

        (await store.LeftAsync()).Should().BeEmpty();
        var rejection = await store.Service.Invoking(service => service.Direct.CompleteAsync(upload.Ticket))
            .Should().ThrowAsync<UploadRejectedException>();
        rejection.Which.Reason.Should().Be(UploadRejectionReason.Incomplete);
    }

    private static DirectUploadRequest Request(Store store) => new("a.html", "text/html")
    {
        Folder = store.Folder,
        Size = Size,
        Metadata = new Dictionary<string, string> { ["who"] = "Jürgen" },
    };
}
