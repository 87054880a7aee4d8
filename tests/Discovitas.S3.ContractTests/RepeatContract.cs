using Amazon.S3.Model;
using Discovitas.S3.TestSupport.Inspecting;

namespace Discovitas.S3.ContractTests;

/// <summary>Uploads that may be repeated: one file, whichever attempt stores it.</summary>
public sealed class RepeatContract
{
    private const int Large = (5 * MiB) + 1;

    private static readonly Dictionary<string, string> Tags = new() { ["kind"] = "report" };

    [EveryStore]
    [StoreData(1000, 50, false)]
    [StoreData(1000, 50, true)]
    [StoreData(Large, 12, false)]
    [StoreData(Large, 12, true)]
    public async Task AttemptsAtOnce_OnTwoInstances_AreOneFile(StoreKind kind, int size, int attempts, bool inspects)
    {
        await using var store = await OpenAsync(kind, build: Build(inspects));
        await using var other = store.Another(Build(inspects));
        var request = Request(store, Bytes(size));

        var files = await Task.WhenAll(
            Enumerable.Range(0, attempts).Select(i => (i % 2 == 0 ? store : other).Service.StoreAsync(request)));

        var stored = files.Single(file => !file.IsReplay);
        files.Select(file => file with { IsReplay = false }).Distinct().Should().Equal(stored);
        (await other.Service.StoreAsync(request)).Should().Be(stored with { IsReplay = true });
        await ShouldBeAllAsync(store, stored, Bytes(size));
    }

    [EveryStore]
    [StoreData(1000, 50, false)]
    [StoreData(1000, 50, true)]
    [StoreData(Large, 12, false)]
    [StoreData(Large, 12, true)]
    public async Task AttemptsAtOnce_WithOtherBytes_OrAnotherExtension_AreAConflict(
        StoreKind kind, int size, int attempts, bool inspects)
    {
        await using var store = await OpenAsync(kind, build: Build(inspects));
        await using var other = store.Another(Build(inspects));
        var first = Request(store, Bytes(size));
        FileUploadRequest[] requests =
            [first, first with { Content = Changed(size) }, first with { FileName = "a.txt" }];

        var outcomes = await Task.WhenAll(Enumerable.Range(0, attempts).Select(
            i => StoreAsync(i % 2 == 0 ? store : other, requests[i % 3])));

        var stored = outcomes.Single(file => file is { IsReplay: false })!;
        var winner = Enumerable.Range(0, 3).Single(i => outcomes[i] is not null);
        outcomes.Where((_, i) => i % 3 == winner).Select(file => file! with { IsReplay = false }).Distinct()
            .Should().Equal(stored);
        outcomes.Where((_, i) => i % 3 != winner).Should().OnlyContain(file => file == null);
        await ShouldBeAllAsync(store, stored, winner == 1 ? Changed(size) : Bytes(size));
    }

    [EveryStore]
    [StoreData(false)]
    [StoreData(true)]
    public async Task FiftyRequestsAtOnce_AtTwoInstances_OfWhichHalfHaveOtherBytes_AreOneFile(
        StoreKind kind, bool inspects)
    {
        await using var store = await OpenAsync(kind, build: Build(inspects));
        await using var other = store.Another(Build(inspects));
        await using var first = await Site.StartAsync(store);
        await using var second = await Site.StartAsync(other);
        var value = Guid.NewGuid().ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(
            i => (i % 2 == 0 ? first : second).PutAsync(Bytes(1000 + (i / 25)), value)));

        var stored = answers.Where(answer => answer.Status is not HttpStatusCode.Conflict).ToList();
        stored.Should().HaveCount(25);
        stored.Count(answer => answer.Status is HttpStatusCode.Created).Should().Be(1);
        stored.Count(answer => answer.Status is HttpStatusCode.OK).Should().Be(24);
        stored.Select(answer => answer.Body).Distinct().Should().ContainSingle();
        (await store.LeftAsync()).Should().ContainSingle().Which.Should().StartWith("uploads/");
    }

    [EveryStore]
    public async Task AFileThatIsDeleted_IsStoredAnew_UnderAKeyThatNobodyKnows(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        var request = Request(store, Bytes(10));
        var first = await store.Service.StoreAsync(request);
        await store.Service.DeleteAsync(first.Key);

        var second = await store.Service.StoreAsync(request with { Content = Changed(10) });

        second.IsReplay.Should().BeFalse();
        second.Key.Should().NotBe(first.Key);
        await ShouldBeAllAsync(store, second, Changed(10));
    }

    [EveryStore]
    public async Task AFileThatIsPending_IsTheSameOnceItIsKept(StoreKind kind)
    {
        await using var store = await OpenAsync(kind);
        var request = Request(store, Bytes(10)) with { Pending = true };

        var files = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => store.Service.StoreAsync(request)));
        var kept = await store.Service.KeepAsync(files[0].Key);
        var replay = await store.Service.StoreAsync(request);

        files.Select(file => (file.Key, file.PendingKey)).Distinct().Should().ContainSingle();
        (replay.Key, replay.PendingKey, replay.IsReplay).Should().Be((kept.Key, null, true));
        await ShouldBeAllAsync(store, kept, Bytes(10));
    }

    private static Action<S3UploadsBuilder> Build(bool inspects) => build =>
    {
        if (inspects)
        {
            build.AddInspector(_ => new ScriptedInspector());
        }
    };

    private static FileUploadRequest Request(Store store, byte[] bytes) => store.Request(bytes, "a.bin") with
    {
        IdempotencyKey = Guid.NewGuid().ToString(),
        Tags = Tags,
    };

    private static byte[] Changed(int size) => [.. Bytes(size).Reverse()];

    private static async Task<StoredFile?> StoreAsync(Store store, FileUploadRequest request)
    {
        try
        {
            return await store.Service.StoreAsync(request);
        }
        catch (UploadRejectedException conflict) when (conflict.Reason is UploadRejectionReason.IdempotencyConflict)
        {
            return null;
        }
    }

    private static async Task ShouldBeAllAsync(Store store, StoredFile file, byte[] bytes)
    {
        (await store.LeftAsync()).Should().Equal(file.Key);
        SameBytes(await store.ReadAsync(file.Key), bytes);
        var tags = await store.Client.GetObjectTaggingAsync(
            new GetObjectTaggingRequest { BucketName = store.Settings.Bucket, Key = file.Key });
        tags.Tagging.ToDictionary(tag => tag.Key, tag => tag.Value).Should().Equal(Tags);
    }
}
