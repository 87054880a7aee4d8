using System.Text;
using Discovitas.S3.TestSupport.Clocks;

namespace Discovitas.S3.ContractTests;

/// <summary>A form under a POST policy: what was signed is stored, nothing else is.</summary>
public sealed class DirectFormContract
{
    private const int Size = 1000;

    [EveryStore]
    public async Task TheForm_AsSigned_IsStoredWithItsHeaders(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        var upload = await store.Service.Direct.CreateAsync(Request(store) with
        {
            CacheControl = "public, max-age=60",
            KeepFileName = true,
            Metadata = new Dictionary<string, string> { ["Who"] = "Jürgen $1 \"a\" <b> +", ["empty"] = "" },
        });

        using var answer = await Browser.SendAsync(upload, Bytes(Size));

        answer.StatusCode.Should().Be(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        upload.Request.Url.Should().EndWith("/");
        upload.Request.Fields.Keys.First().Should().Be("key");
        upload.Request.ExpiresAt.Should().BeAfter(DateTimeOffset.UtcNow);
        var file = await store.Service.Direct.CompleteAsync(upload.Ticket);
        var url = store.Service.GetPublicUrl(upload.Ticket.Key);
        (file.Key, file.Size, file.ContentType, file.Url)
            .Should().Be((upload.Ticket.Key, Size, "application/pdf", url));
        SameBytes(await store.ReadAsync(file.Key), Bytes(Size));
        var metadata = await store.Service.GetMetadataAsync(file.Key);
        metadata!.Metadata.Should().Contain("who", "Jürgen $1 \"a\" <b> +").And.Contain("empty", "");

        // Ceph 16.2 drops these two from a form, and the copy has them.
        var head = await store.Client.GetObjectMetadataAsync(store.Settings.Bucket, file.Key);
        head.Headers.CacheControl.Should().Be("public, max-age=60");
        head.Headers.ContentDisposition.Should().Be("inline; filename=\"a b.pdf\"");
        (await store.LeftAsync()).Should().Equal(file.Key);
    }

    [EveryStore]
    public async Task AFormThatIsSentAgainAfterTheFileWasVerified_ChangesNothing(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        var upload = await store.Service.Direct.CreateAsync(Request(store));
        using var first = await Browser.SendAsync(upload, Bytes(Size));
        var file = await store.Service.Direct.CompleteAsync(upload.Ticket);
        var swapped = new byte[Size];

        using var second = await Browser.SendAsync(upload, swapped);
        second.StatusCode.Should().Be(HttpStatusCode.Created, "otherwise the test proves nothing");
        var again = await store.Service.Direct.CompleteAsync(upload.Ticket);

        again.ETag.Should().Be(file.ETag);
        SameBytes(await store.ReadAsync(file.Key), Bytes(Size));
        (await store.LeftAsync()).Should().Equal(file.Key);
    }

    [EveryStore]
    public async Task AnAbort_RemovesWhatWasSent_AndNoFileThatIsKept(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        var upload = await store.Service.Direct.CreateAsync(Request(store));
        using var first = await Browser.SendAsync(upload, Bytes(Size));

        await store.Service.Direct.AbortAsync(upload.Ticket);
        await store.Service.Direct.AbortAsync(upload.Ticket);
        (await store.LeftAsync()).Should().BeEmpty();

        using var second = await Browser.SendAsync(upload, Bytes(Size));
        var file = await store.Service.Direct.CompleteAsync(upload.Ticket);
        (await store.Service.Invoking(s => s.Direct.AbortAsync(upload.Ticket))
            .Should().ThrowAsync<UploadRejectedException>()).Which.Reason.Should().Be(UploadRejectionReason.Completed);
        (await store.LeftAsync()).Should().Equal(file.Key);
    }

    [EveryStore]
    public async Task TheForm_WithoutASize_StoresAnyUpToTheLimit(StoreKind kind)
    {
        await using var store = await OpenAsync(kind, settings => settings.MaxFileSize = Size);
        foreach (var size in new[] { 0, 1, Size })
        {
            var upload = await store.Service.Direct.CreateAsync(Request(store) with { Size = null });
            using var answer = await Browser.SendAsync(upload, Bytes(size));
            answer.StatusCode.Should().Be(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
            (await store.Service.Direct.CompleteAsync(upload.Ticket)).Size.Should().Be(size);
            await store.Service.DeleteAsync(upload.Ticket.Key);
        }

        var another = await store.Service.Direct.CreateAsync(Request(store) with { Size = null });
        await ShouldStoreNothingAsync(store, another, another.Request.Fields, Bytes(Size + 1));
    }

    [EveryStore]
    [StoreData(-1, Except = [StoreKind.CephTls])]
    [StoreData(1)]
    public async Task AnotherSize_StoresNothing(StoreKind kind, int difference)
    {
        await using var store = await OpenAsync(kind);
        var upload = await store.Service.Direct.CreateAsync(Request(store));

        await ShouldStoreNothingAsync(store, upload, upload.Request.Fields, Bytes(Size + difference));
    }

    [EveryStore(Except = [StoreKind.CephTls])]
    [StoreData("key")]
    [StoreData("Content-Type")]
    [StoreData("x-amz-meta-who")]
    [StoreData("success_action_status")]
    [StoreData("policy")]
    [StoreData("x-amz-signature")]
    [StoreData("x-amz-credential")]
    public async Task AnyFieldChangedOrLeftOut_StoresNothing(StoreKind kind, string field)
    {
        await using var store = await OpenAsync(kind);
        var upload = await store.Service.Direct.CreateAsync(Request(store));
        upload.Request.Fields.Should().ContainKey(field);
        var changed = upload.Request.Fields.ToDictionary();
        changed[field] = field == "policy" ? Widened(changed[field]) : Changed(changed[field]);

        await ShouldStoreNothingAsync(store, upload, changed, Bytes(Size));
        await ShouldStoreNothingAsync(store, upload, upload.Request.Fields.Where(one => one.Key != field), Bytes(Size));
    }

    [EveryStore(Except = [StoreKind.CephTls])]
    [StoreData("x-amz-meta-more", "a")]
    [StoreData("acl", "public-read-write")]
    [StoreData("Content-Encoding", "gzip")]
    public async Task AnotherField_StoresNothing(StoreKind kind, string field, string value)
    {
        await using var store = await OpenAsync(kind);
        var upload = await store.Service.Direct.CreateAsync(Request(store));

        await ShouldStoreNothingAsync(store, upload, [.. upload.Request.Fields, new(field, value)], Bytes(Size));
    }

    [EveryStore(Except = [StoreKind.CephTls])]
    public async Task AFieldTwice_NeverStoresAnythingButWhatWasSigned(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        var other = store.Settings.KeyPrefix + store.Folder + "/other";
        foreach (var (field, value) in new[] { ("key", other), ("Content-Type", "text/html") })
        {
            var upload = await store.Service.Direct.CreateAsync(Request(store));
            var (url, fields) = (upload.Request.Url, upload.Request.Fields);
            using var first = await Browser.PostAsync(url, [new(field, value), .. fields], Bytes(Size));
            using var last = await Browser.PostAsync(url, [.. fields, new(field, value)], Bytes(Size));

            (await store.LeftAsync()).Should().BeSubsetOf([upload.Request.Fields["key"]]);
            if (await store.Service.GetMetadataAsync(upload.Request.Fields["key"]) is { } stored)
            {
                stored.ContentType.Should().Be("application/pdf");
                await store.Service.DeleteAsync(stored.Key);
            }
        }
    }

    [EveryStore(Except = [StoreKind.CephTls])]
    public async Task AFormThatHasExpired_StoresNothing(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        var settings = Microsoft.Extensions.Options.Options.Create(store.Settings);
        var anHourAgo = new ShiftedClock(TimeSpan.FromHours(-1));
        var past = new S3Service(store.Client, settings, timeProvider: anHourAgo);
        var upload = await past.Direct.CreateAsync(Request(store));

        upload.Request.ExpiresAt.Should().BeBefore(DateTimeOffset.UtcNow);
        await ShouldStoreNothingAsync(store, upload, upload.Request.Fields, Bytes(Size));
    }

    [EveryStore]
    public async Task AFileWithTheWrongFirstBytes_IsDeleted(StoreKind kind)
    {
        await using var store = await OpenAsync(kind, settings => settings.AllowedContentTypes.Add("image/png"));
        var request = Request(store) with { FileName = "a.png", ContentType = "image/png" };
        var upload = await store.Service.Direct.CreateAsync(request);
        using var answer = await Browser.SendAsync(upload, Bytes(Size));
        answer.IsSuccessStatusCode.Should().BeTrue();

        var rejection = await store.Service.Invoking(service => service.Direct.CompleteAsync(upload.Ticket))
            .Should().ThrowAsync<UploadRejectedException>();
        rejection.Which.Reason.Should().Be(UploadRejectionReason.ContentTypeMismatch);

        (await store.LeftAsync()).Should().BeEmpty();
    }

    private static DirectUploadRequest Request(Store store) => new("a b.pdf", "application/pdf")
    {
        Folder = store.Folder,
        Size = Size,
        Metadata = new Dictionary<string, string> { ["who"] = "someone" },
    };

    private static async Task ShouldStoreNothingAsync(
        Store store, DirectUpload upload, IEnumerable<KeyValuePair<string, string>> fields, byte[] bytes)
    {
        using var answer = await Browser.PostAsync(upload.Request.Url, fields, bytes);
        ((int)answer.StatusCode).Should().BeInRange(400, 499, await answer.Content.ReadAsStringAsync());
        (await store.LeftAsync()).Should().BeEmpty();
        (await store.Service.ExistsAsync(upload.Ticket.Key)).Should().BeFalse();
    }

    private static string Changed(string value) => value[..^1] + (value[^1] == 'a' ? 'b' : 'a');

    private static string Widened(string policy)
    {
        var text = Encoding.UTF8.GetString(Convert.FromBase64String(policy)).Replace($"{Size},{Size}", "0,99999");
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
    }
}
