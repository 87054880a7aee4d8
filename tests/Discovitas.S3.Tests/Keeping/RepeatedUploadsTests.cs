using Discovitas.S3.Local;
using Discovitas.S3.TestSupport.Clocks;

namespace Discovitas.S3.Tests.Keeping;

/// <summary>Uploads with an idempotency key: one file of all attempts, whatever happens to each.</summary>
public sealed class RepeatedUploadsTests : IAsyncLifetime
{
    private WireStore _store = null!;

    public async Task InitializeAsync() => _store = await WireStore.StartAsync();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Theory]
    [InlineData("a", null, "a", null, true)]
    [InlineData("a", null, "b", null, false)]
    [InlineData("a", "x", "a", "x", true)]
    [InlineData("a", "x", "a", "y", false)]
    public void Keys_ShareWhatDerivesFromValueAndFolder_AndNoneIsThatOfAnother(
        string one, string? folder, string other, string? otherFolder, bool same)
    {
        var first = Key(one, folder);
        var second = Key(other, otherFolder);

        (first.Stem == second.Stem).Should().Be(same);
        (first.Shared == second.Shared).Should().Be(same);
        first.Uuid.Should().NotBe(second.Uuid, "nobody can compute it").And.NotBe(first.Shared.Uuid);
        ObjectKey.TryParse(first.Value, "uploads/", out _).Should().BeTrue("it is a key like any other");
        ObjectKey.TryParse(first.Shared.Value, "uploads/", out _).Should().BeTrue();
        first.Value.Should().StartWith(first.Stem).And.EndWith(first.Extension);
        first.Extension.Should().Be(".png");
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(513, false)]
    [InlineData(null, true)]
    public async Task Values_ThatAreNotAllowed_AreArgumentErrors(int? length, bool awaits)
    {
        var value = length is { } count ? new string('x', count) : null;
        var request = Request() with { IdempotencyKey = value, AwaitsAcceptance = awaits };

        await _store.Service().Invoking(s => s.StoreAsync(request)).Should().ThrowAsync<ArgumentException>();

        _store.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task AReplay_IsDescribedAsItIsStored_AndLeavesItsTags()
    {
        var first = await _store.Service().StoreAsync(Request());
        var sent = _store.Calls.Count;

        var second = await _store.Service().StoreAsync(Request() with
        {
            ContentType = "image/gif",
            Tags = new Dictionary<string, string> { ["kind"] = "other" },
        });

        second.Should().Be(first with { IsReplay = true });
        _store.Calls.Skip(sent).Should().Equal(
            S3Operation.ListObjectsV2, S3Operation.HeadObject, S3Operation.HeadObject);
        (await _store.TagsAsync(first.Key))["kind"].Should().Be("report");
    }

    // The object first, then the record that says that it is the file.
    [Theory]
    [InlineData("uploads/")]
    [InlineData("pending/repeats/")]
    public async Task AnAnswerThatIsLost_MakesNoReplay(string prefix)
    {
        var isLost = false;
        _store.OnCall = call => !isLost && IsPut(call, prefix) && (isLost = true) ? S3Fault.CutResponse : null;

        var file = await _store.Service().StoreAsync(Request());

        isLost.Should().BeTrue();
        file.IsReplay.Should().BeFalse();
        (await FilesAsync()).Should().Equal(file.Key);
    }

    [Theory]
    [InlineData("uploads/")]
    [InlineData("pending/repeats/")]
    public async Task AnAttemptThatFails_LeavesNothing_AndTheNextStoresTheFile(string prefix)
    {
        _store.OnCall = call => IsPut(call, prefix) ? S3Fault.Error(HttpStatusCode.Forbidden, "AccessDenied") : null;
        await _store.Service().Invoking(s => s.StoreAsync(Request())).Should().ThrowAsync<S3StoreException>();
        _store.OnCall = _ => null;
        var left = await FilesAsync();

        var file = await _store.Service().StoreAsync(Request());

        // Without a record, nobody knows whether another attempt has said that the object is the file.
        left.Should().HaveCount(prefix == "uploads/" ? 0 : 1);
        file.IsReplay.Should().BeFalse();
        (await FilesAsync()).Should().Equal(file.Key);
    }

    [Fact]
    public async Task AnAttemptThatStopped_LeavesAnObject_WhichTheNextRemoves()
    {
        var stopped = await _store.Service().StoreAsync(Request() with { AwaitsAcceptance = true });

        var file = await _store.Service().StoreAsync(Request() with { Content = Bytes(20) });

        file.Key.Should().NotBe(stopped.Key);
        (await FilesAsync()).Should().Equal(file.Key);
    }

    [Fact]
    public async Task AFile_WhoseRecordHasExpired_IsStillTheFile()
    {
        var first = await _store.Service().StoreAsync(Request());
        await _store.DeleteAsync("pending/");
        var later = _store.Service(time: new ShiftedClock(TimeSpan.FromHours(1)));

        var second = await later.StoreAsync(Request());
        var third = () => later.StoreAsync(Request() with { Content = Bytes(20) });

        second.Should().Be(first with { IsReplay = true });
        (await third.Should().ThrowAsync<UploadRejectedException>())
            .Which.Reason.Should().Be(UploadRejectionReason.IdempotencyConflict);
        (await FilesAsync()).Should().Equal(first.Key);
    }

    [Fact]
    public async Task AnAttemptThatTakesLong_AndWhoseObjectAnotherReliesOn_DoesNotRemoveIt()
    {
        var slow = await _store.Service().StoreAsync(Request() with { AwaitsAcceptance = true });
        var other = await _store.Service(time: new ShiftedClock(TimeSpan.FromHours(1))).StoreAsync(Request());

        await _store.Service().WithdrawAsync(slow);

        other.Should().Be(slow with { IsReplay = true });
        (await FilesAsync()).Should().Equal(slow.Key);
    }

    [Fact]
    public async Task AFileThatIsWithdrawn_IsGone_AndNoRecordCanNameItLater()
    {
        var service = _store.Service();
        var file = await service.StoreAsync(Request() with { AwaitsAcceptance = true });

        await service.WithdrawAsync(file);
        var late = () => service.AcceptAsync(file, acceptAsync: null);

        (await FilesAsync()).Should().BeEmpty();
        (await late.Should().ThrowAsync<UploadRejectedException>())
            .Which.Reason.Should().Be(UploadRejectionReason.BeingCompleted);
        (await service.StoreAsync(Request())).IsReplay.Should().BeFalse();
    }

    [Fact]
    public async Task AFileThatAwaitsAcceptance_IsRemoved_IfAnotherIsTheFile()
    {
        var service = _store.Service();
        var awaiting = Request() with { AwaitsAcceptance = true };
        var first = await service.StoreAsync(awaiting);
        var second = await service.StoreAsync(awaiting);
        var other = await service.StoreAsync(awaiting with { Content = Bytes(20) });

        (await service.AcceptAsync(second, acceptAsync: null)).Should().Be(second);
        (await service.AcceptAsync(first, acceptAsync: null)).Should().Be(second with { IsReplay = true });
        await service.Invoking(s => s.AcceptAsync(other, acceptAsync: null))
            .Should().ThrowAsync<UploadRejectedException>();

        (await FilesAsync()).Should().Equal(second.Key);
    }

    [Fact]
    public async Task AttemptsAtOnce_CountOnceInAQuota()
    {
        var service = _store.Service();
        var request = Request() with { Folder = "f", FolderQuota = new FolderQuota { MaxFiles = 1 } };

        var files = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => service.StoreAsync(request)));

        files.Select(file => file.Key).Distinct().Should().ContainSingle();
        await service.Invoking(s => s.StoreAsync(request with { IdempotencyKey = "other" }))
            .Should().ThrowAsync<UploadRejectedException>();
    }

    [Fact]
    public async Task AStoreThatIgnoresTheCondition_IsRefused()
    {
        var store = new StoreMock();
        store.OnPut = (_, _) => Task.FromResult(FromStore(new PutObjectResponse { ETag = "\"put\"" }));

        var failure = await store.Service().Invoking(s => s.StoreAsync(Request()))
            .Should().ThrowAsync<S3StoreException>();

        failure.Which.StatusCode.Should().Be(HttpStatusCode.NotImplemented);
        failure.Which.Message.Should().Contain("If-None-Match");
    }

    private static bool IsPut(S3Call call, string prefix) =>
        call.Operation is S3Operation.PutObject && call.Key?.StartsWith(prefix, StringComparison.Ordinal) == true;

    private static ObjectKey Key(string value, string? folder) => ObjectKey.Create(
        Request() with { FileName = "a.png", IdempotencyKey = value, Folder = folder }, "uploads/");

    private static FileUploadRequest Request() => new("a.bin", "application/octet-stream", Bytes(10))
    {
        IdempotencyKey = "value",
        Tags = new Dictionary<string, string> { ["kind"] = "report" },
    };

    // All but the records, which expire.
    private async Task<IEnumerable<string>> FilesAsync() =>
        (await _store.LeftAsync()).Where(key => !key.StartsWith("pending/repeats/", StringComparison.Ordinal));
}
