using Discovitas.S3.TestSupport.Inspecting;

namespace Discovitas.S3.ContractTests;

/// <summary>Whichever way a file comes in, it is kept only if the inspectors agree, and as they have seen it.</summary>
public sealed class InspectionContract
{
    private const int Size = 1000;
    private const int LongSize = 20 * MiB;

    [EveryStore(NeedsClamd = true)]
    [StoreData(UploadWay.Form)]
    [StoreData(UploadWay.Body)]
    [StoreData(UploadWay.DirectForm)]
    [StoreData(UploadWay.PresignedPut)]
    [StoreData(UploadWay.Multipart)]
    public async Task AFileWithMalware_IsRejectedAndGone(StoreKind kind, UploadWay way)
    {
        await using var store = await OpenWithClamdAsync(kind);
        await using var site = await Site.StartAsync(store);
        var bytes = Bytes(way is UploadWay.Multipart ? LongSize : Size);
        Clamd.Eicar.CopyTo(bytes, bytes.Length / 2);

        var keepAsync = await SendAsync(store, site, way, bytes);

        (await keepAsync()).Should().Be(HttpStatusCode.UnprocessableEntity);
        (await LeftAsync(store)).Should().BeEmpty();
    }

    [EveryStore(NeedsClamd = true)]
    public async Task WithoutClamd_NothingIsKept_AndAllSucceedsOnceItIsBack(StoreKind kind)
    {
        await using var store = await OpenWithClamdAsync(kind);
        await using var site = await Site.StartAsync(store);
        var uploads = new List<Func<Task<HttpStatusCode>>>();
        foreach (var way in Enum.GetValues<UploadWay>())
        {
            uploads.Add(await SendAsync(store, site, way, Bytes(Size)));
        }

        await Clamd.EndAsync();
        try
        {
            foreach (var keepAsync in uploads)
            {
                (await keepAsync()).Should().Be(HttpStatusCode.ServiceUnavailable);
            }

            (await LeftAsync(store)).Should().HaveCount(3, "the direct uploads wait")
                .And.OnlyContain(key => key.StartsWith("pending/contract/"));
        }
        finally
        {
            await Clamd.StartAgainAsync();
        }

        foreach (var keepAsync in uploads)
        {
            (await keepAsync()).Should().BeOneOf(HttpStatusCode.OK, HttpStatusCode.Created);
        }

        (await LeftAsync(store)).Should().HaveCount(uploads.Count).And.OnlyContain(key => key.StartsWith("uploads/"));
    }

    [EveryStore(NeedsClamd = true, Except = [StoreKind.CephTls])]
    public async Task AFileThatIsTooLongForClamd_IsRejected(StoreKind kind)
    {
        await using var store = await OpenWithClamdAsync(kind);

        (await store.Service.Invoking(s => s.StoreAsync(store.Request(Bytes(33 * MiB))))
            .Should().ThrowAsync<UploadRejectedException>()).Which.Message.Should().Contain("too long");

        (await LeftAsync(store)).Should().BeEmpty();
    }

    [EveryStore(NeedsClamd = true, Except = [StoreKind.CephTls])]
    public async Task ClamdOnAUnixSocket_IsAskedAsWell(StoreKind kind)
    {
        await using var store = await OpenAsync(
            kind, build => build.AddClamAv(options => options.Endpoint = Clamd.Socket));

        var file = await store.Service.StoreAsync(store.Request(Bytes(LongSize)));

        (await store.Service.Invoking(s => s.StoreAsync(store.Request(Clamd.Eicar)))
            .Should().ThrowAsync<UploadRejectedException>()).Which.Message.Should().Contain("Eicar");
        (await LeftAsync(store)).Should().Equal(file.Key);
    }

    [EveryStore]
    [StoreData("NO_THREATS_FOUND", HttpStatusCode.OK)]
    [StoreData("THREATS_FOUND", HttpStatusCode.UnprocessableEntity)]
    [StoreData("", HttpStatusCode.ServiceUnavailable)]
    public async Task AFileThatTheStoresScannerHasTagged_IsKeptByItsVerdict(
        StoreKind kind, string verdict, HttpStatusCode status)
    {
        Store? tagged = null;
        var scanner = new ScriptedInspector(async (_, _) =>
        {
            await TagAllPendingAsync(tagged!, verdict);
            return null;
        });
        await using var store = await OpenAsync(
            kind,
            build => build.AddInspector(_ => scanner).AddTagInspector(options =>
            {
                options.PollInterval = TimeSpan.FromMilliseconds(100);
                options.Timeout = TimeSpan.FromMilliseconds(100);
            }),
            UsePost(UploadWay.PresignedPut));
        tagged = store;
        var upload = await store.Service.Direct.CreateAsync(Direct(store));
        using var sent = await Browser.SendAsync(upload, Bytes(Size));
        var pending = await store.Service.StoreAsync(store.Request(Bytes(Size)) with { Pending = true });

        Func<Task<StoredFile>>[] ways =
        [
            () => store.Service.StoreAsync(store.Request(Bytes(Size))),
            () => store.Service.KeepAsync(pending.Key),
            () => store.Service.Direct.CompleteAsync(upload.Ticket),
        ];
        foreach (var keepAsync in ways)
        {
            (await StatusAsync(keepAsync())).Should().Be(status);
        }

        (await LeftAsync(store)).Count(key => key.StartsWith("uploads/", StringComparison.Ordinal))
            .Should().Be(status is HttpStatusCode.OK ? ways.Length : 0);
    }

    [EveryStore]
    [StoreData(UploadWay.DirectForm)]
    [StoreData(UploadWay.PresignedPut)]
    public async Task BytesThatAreSwappedWhileTheInspectorReads_AreNotKept(StoreKind kind, UploadWay way)
    {
        DirectUpload? upload = null;
        var inspector = new ScriptedInspector(async (file, _) =>
        {
            (await ScriptedInspector.ReadAsync(file)).Should().Equal(Bytes(Size));
            using var swapped = await Browser.SendAsync(upload!, new byte[Size]);
            swapped.IsSuccessStatusCode.Should().BeTrue("otherwise the test proves nothing");
            return null;
        });
        await using var store = await OpenAsync(kind, build => build.AddInspector(_ => inspector), UsePost(way));
        upload = await store.Service.Direct.CreateAsync(Direct(store));
        using var sent = await Browser.SendAsync(upload, Bytes(Size));

        var file = await store.Service.Direct.CompleteAsync(upload.Ticket);

        SameBytes(inspector.Contents.Single(), Bytes(Size));
        SameBytes(await store.ReadAsync(file.Key), Bytes(Size));
        (await LeftAsync(store)).Should().Equal(file.Key);
    }

    // Wherever a swap hits: before the file is verified, between any two of the requests, or after.
    [EveryStore(Except = [StoreKind.CephTls])]
    public async Task AClientThatSwapsTheBytesAllTheTime_NeverGetsOthersKeptThanThoseThatWereInspected(StoreKind kind)
    {
        var bad = new byte[Size];
        var inspector = new ScriptedInspector(async (file, _) =>
            (await ScriptedInspector.ReadAsync(file)).AsSpan().SequenceEqual(bad) ? "It is evil." : null);
        await using var store = await OpenAsync(
            kind, build => build.AddInspector(_ => inspector), UsePost(UploadWay.PresignedPut));
        for (var round = 0; round < 20; round++)
        {
            var upload = await store.Service.Direct.CreateAsync(Direct(store));
            using var sent = await Browser.SendAsync(upload, Bytes(Size));
            using var end = new CancellationTokenSource();
            var swapping = SwapAsync(upload, bad, end.Token);
            try
            {
                var file = await store.Service.Direct.CompleteAsync(upload.Ticket);
                SameBytes(await store.ReadAsync(file.Key), Bytes(Size));
            }
            catch (UploadRejectedException rejection)
            {
                rejection.Reason.Should().BeOneOf(
                    UploadRejectionReason.RejectedByInspector, UploadRejectionReason.Incomplete);
            }
            finally
            {
                await end.CancelAsync();
                await swapping;
            }
        }
    }

    private static async Task SwapAsync(DirectUpload upload, byte[] bad, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            (await Browser.SendAsync(upload, bad)).Dispose();
            (await Browser.SendAsync(upload, Bytes(Size))).Dispose();
        }
    }

    // As a scanner does that is told of each new object.
    private static async Task TagAllPendingAsync(Store store, string verdict)
    {
        foreach (var key in verdict.Length == 0 ? [] : await LeftAsync(store))
        {
            await store.Client.PutObjectTaggingAsync(new()
            {
                BucketName = store.Settings.Bucket,
                Key = key,
                Tagging = new() { TagSet = [new() { Key = "GuardDutyMalwareScanStatus", Value = verdict }] },
            });
        }
    }

    private static Task<Store> OpenWithClamdAsync(StoreKind kind) => OpenAsync(
        kind, store => store.AddClamAv(options => options.Endpoint = Clamd.Tcp));

    // Copies that are being inspected have no folder, and an earlier run may have left some.
    private static async Task<Store> OpenAsync(
        StoreKind kind, Action<S3UploadsBuilder> build, Action<S3Settings>? configure = null)
    {
        var store = await Store.OpenAsync(kind, configure, build);
        using var inspector = new StoreInspector(store.Settings);
        await inspector.EmptyAsync(Copies(store));
        return store;
    }

    private static string Copies(Store store) => store.Settings.PendingPrefix + "inspection/";

    private static Action<S3Settings> UsePost(UploadWay way) =>
        settings => settings.SupportsPostPolicy = way is UploadWay.DirectForm;

    private static DirectUploadRequest Direct(Store store, int size = Size) =>
        new("a.txt", "text/plain") { Folder = store.Folder, Size = size };

    private static async Task<IReadOnlyList<string>> LeftAsync(Store store)
    {
        using var inspector = new StoreInspector(store.Settings);
        return [.. await store.LeftAsync(), .. await inspector.LeftAsync(Copies(store))];
    }

    // Returns the last step, which keeps the file and can be repeated.
    private static async Task<Func<Task<HttpStatusCode>>> SendAsync(
        Store store, Site site, UploadWay way, byte[] bytes)
    {
        switch (way)
        {
            case UploadWay.Form:
                return () => site.PostAsync(bytes);
            case UploadWay.Body:
                return () => site.PutAsync(bytes);
            case UploadWay.Multipart:
                var ticket = await store.Service.Direct.StartMultipartAsync(Direct(store, bytes.Length));
                for (var (number, rest) = (1, bytes.AsMemory()); !rest.IsEmpty; number++)
                {
                    var part = rest[..Math.Min(PartSize, rest.Length)];
                    await Browser.SendPartAsync(store.Service, ticket, number, part.ToArray());
                    rest = rest[part.Length..];
                }

                return () => StatusAsync(store.Service.Direct.CompleteAsync(ticket));
            default:
                await using (var signer = store.Misconfigured(UsePost(way)))
                {
                    var upload = await signer.Service.Direct.CreateAsync(Direct(store, bytes.Length));
                    using var sent = await Browser.SendAsync(upload, bytes);
                    sent.IsSuccessStatusCode.Should().BeTrue(await sent.Content.ReadAsStringAsync());
                    return () => StatusAsync(store.Service.Direct.CompleteAsync(upload.Ticket));
                }
        }
    }

    // As the endpoints respond.
    private static async Task<HttpStatusCode> StatusAsync(Task<StoredFile> keeping)
    {
        try
        {
            await keeping;
            return HttpStatusCode.OK;
        }
        catch (UploadRejectedException rejection)
            when (rejection.Reason is UploadRejectionReason.RejectedByInspector)
        {
            return HttpStatusCode.UnprocessableEntity;
        }
        catch (UploadInspectionException)
        {
            return HttpStatusCode.ServiceUnavailable;
        }
    }
}
