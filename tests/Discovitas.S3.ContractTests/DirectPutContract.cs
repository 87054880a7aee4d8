using System.Net;
using Discovitas.S3.ContractTests.Support;
using static Discovitas.S3.ContractTests.Support.Content;
using static Discovitas.S3.ContractTests.Support.Store;

namespace Discovitas.S3.ContractTests;

/// <summary>A presigned PUT of a whole file, where the store has no POST policy: what was granted is taken, anything else is refused.</summary>
public sealed class DirectPutContract
{
    private const int Size = 1000;

    [Theory]
    [OnLocal(0)]
    [OnLocal(Size)]
    [OnCeph(0)]
    [OnCeph(Size)]
    [OnCephTls(Size)]
    [OnOther(Size)]
    public async Task ThePut_AsGranted_IsStoredWithItsHeaders(string name, int size)
    {
        await using var store = await OpenAsync(name, settings => settings.HasPostPolicy = false);
        var upload = await store.Service.Direct.CreateAsync(Request(store) with { Size = size });

        using var answer = await Browser.SendAsync(upload, Bytes(size));

        answer.StatusCode.Should().Be(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        upload.Method.Should().Be("PUT");
        upload.Headers.Keys.Should().NotContain("Content-Length");
        var file = await store.Service.Direct.CompleteAsync(upload.Ticket);
        (file.Size, file.ContentType).Should().Be((size, "text/html"));
        ShouldBeSame(await ReadAsync(await store.Service.OpenReadAsync(file.Key)), Bytes(size));
        (await store.Service.GetMetadataAsync(file.Key))!.Metadata.Should().Contain("who", "Jürgen");
        (await store.Client.GetObjectMetadataAsync(store.Settings.Bucket, file.Key)).Headers.ContentDisposition.Should().Be("attachment");
    }

    [Theory]
    [OnLocal]
    [OnCeph]
    [OnCephTls]
    [OnOther]
    public async Task AnotherLengthOrHeader_IsRefusedWithNothingStored(string name)
    {
        await using var store = await OpenAsync(name, settings => settings.HasPostPolicy = false);
        var upload = await store.Service.Direct.CreateAsync(Request(store));
        var otherType = upload.Headers.ToDictionary();
        otherType["Content-Type"] = "text/plain";
        var others = new (IEnumerable<KeyValuePair<string, string>> Headers, int Size)[]
        {
            (upload.Headers, Size + 1),
            (upload.Headers, Size - 1),
            (otherType, Size),
            (upload.Headers.Where(header => header.Key != "Content-Disposition"), Size),
        };

        foreach (var (headers, size) in others)
        {
            using var answer = await Browser.PutAsync(upload, headers, Bytes(size));
            answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        }

        (await store.LeftAsync()).Should().BeEmpty();
        (await store.Service.Invoking(service => service.Direct.CompleteAsync(upload.Ticket)).Should().ThrowAsync<UploadRejectedException>())
            .Which.Reason.Should().Be(UploadRejectionReason.Incomplete);
    }

    private static DirectUploadRequest Request(Store store) => new("a.html", "text/html")
    {
        Folder = store.Folder,
        Size = Size,
        Metadata = new Dictionary<string, string> { ["who"] = "Jürgen" },
    };
}
