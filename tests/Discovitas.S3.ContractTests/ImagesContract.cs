using System.Text;
using Discovitas.S3.TestSupport.Pictures;

namespace Discovitas.S3.ContractTests;

/// <summary>Whichever way a picture comes in, what is kept of it says nothing about who took it where.</summary>
public sealed class ImagesContract
{
    [EveryStore]
    [StoreData(0)]
    [StoreData(PartSize)]
    public async Task APictureThatTheAppStores_IsClean(StoreKind kind, int film)
    {
        await using var store = await OpenAsync(kind, true);

        var file = await store.Service.StoreAsync(Request(store, film));

        await ShouldBeCleanAsync(store, file);
    }

    [EveryStore]
    public async Task APictureThatWaits_IsCleanFromTheStart(StoreKind kind)
    {
        await using var store = await OpenAsync(kind, true);

        var pending = await store.Service.StoreAsync(Request(store, PartSize) with { Pending = true });
        ShouldTellNothing(await store.ReadAsync(pending.PendingKey!));

        await ShouldBeCleanAsync(store, await store.Service.KeepAsync(pending.Key));
    }

    [EveryStore]
    [StoreData(true)]
    [StoreData(false)]
    public async Task ADirectUpload_IsCleanOnceItIsKept(StoreKind kind, bool isForm)
    {
        await using var store = await OpenAsync(kind, isForm);
        var upload = await store.Service.Direct.CreateAsync(Direct(store, PhonePicture.Bytes.Length));
        using var sent = await Browser.SendAsync(upload, PhonePicture.Bytes);
        sent.IsSuccessStatusCode.Should().BeTrue(await sent.Content.ReadAsStringAsync());

        await ShouldBeCleanAsync(store, await store.Service.Direct.CompleteAsync(upload.Ticket));
    }

    [EveryStore]
    public async Task ADirectUploadInParts_IsCleanOnceItIsKept(StoreKind kind)
    {
        await using var store = await OpenAsync(kind, true);
        var bytes = PhonePicture.WithFilm(PartSize);
        var ticket = await store.Service.Direct.StartMultipartAsync(Direct(store, bytes.Length));
        var first = await Browser.SendPartAsync(store.Service, ticket, 1, bytes[..PartSize]);
        var second = await Browser.SendPartAsync(store.Service, ticket, 2, bytes[PartSize..]);

        await ShouldBeCleanAsync(store, await store.Service.Direct.CompleteAsync(ticket, [first, second]));
    }

    [EveryStore]
    public async Task APictureOverALimit_LeavesNothing(StoreKind kind)
    {
        await using var store = await OpenAsync(kind, true);
        var rules = new ImageRules { MaxHeight = 23 };
        var upload = await store.Service.Direct.CreateAsync(
            Direct(store, PhonePicture.Bytes.Length) with { Images = rules });
        using var sent = await Browser.SendAsync(upload, PhonePicture.Bytes);
        Func<Task>[] ways =
        [
            () => store.Service.StoreAsync(Request(store, 0) with { Images = rules }),
            () => store.Service.Direct.CompleteAsync(upload.Ticket),
        ];

        foreach (var storing in ways)
        {
            (await storing.Should().ThrowAsync<UploadRejectedException>())
                .Which.Reason.Should().Be(UploadRejectionReason.ImageTooLarge);
        }

        (await store.LeftAsync()).Should().BeEmpty();
    }

    private static Task<Store> OpenAsync(StoreKind kind, bool usesForms) => Store.OpenAsync(
        kind, settings => settings.SupportsPostPolicy = usesForms, build => build.AddImages());

    private static FileUploadRequest Request(Store store, int film) =>
        store.Request(PhonePicture.WithFilm(film), "a.jpg", "image/jpeg");

    private static DirectUploadRequest Direct(Store store, long size) =>
        new("a.jpg", "image/jpeg") { Folder = store.Folder, Size = size };

    private static async Task ShouldBeCleanAsync(Store store, StoredFile file)
    {
        (file.Image!.Width, file.Image.Height, file.Image.Orientation, file.Image.IsCleaned)
            .Should().Be((16, 24, 6, true));
        var stored = await store.ReadAsync(file.Key);
        stored.Length.Should().Be((int)file.Size).And.BeLessThan(PhonePicture.Bytes.Length);
        ShouldTellNothing(stored);
        (await store.LeftAsync()).Should().Equal(file.Key);
    }

    private static void ShouldTellNothing(byte[] stored) =>
        Encoding.Latin1.GetString(stored).Should().NotContainAny(PhonePicture.Secrets);
}
