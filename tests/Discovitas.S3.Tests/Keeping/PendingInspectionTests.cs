using Discovitas.S3.Local;
using Discovitas.S3.TestSupport.Inspecting;

namespace Discovitas.S3.Tests.Keeping;

/// <summary>A file that waits for the app is inspected when the app keeps it.</summary>
public sealed class PendingInspectionTests : IAsyncLifetime
{
    private WireStore _store = null!;

    public async Task InitializeAsync() => _store = await WireStore.StartAsync();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Theory]
    [InlineData(10)]
    [InlineData(PartSize + 1)]
    public async Task KeepAsync_OfAFileThatIsAccepted_KeepsIt_HoweverOften(int size)
    {
        var inspector = new ScriptedInspector();
        var service = _store.Inspecting(inspector);
        var pending = await StoreAsync(service, size);

        var kept = await service.KeepAsync(pending.Key);

        (await service.KeepAsync(pending.Key)).Should().Be(kept);
        (await _store.LeftAsync()).Should().Equal(kept.Key);
        SameBytes(await _store.ReadAsync(kept.Key), Bytes(size));
        SameBytes(inspector.Contents.Single(), Bytes(size));
        (await _store.TagsAsync(kept.Key)).Should().Contain("kind", "report");
        (await _store.HeadAsync(kept.Key)).Headers.CacheControl.Should().Be("max-age=60");
        inspector.Files.Single().Metadata.Should().Contain("who", "x");
    }

    [Fact]
    public async Task KeepAsync_OfAFileThatIsRejected_RemovesIt()
    {
        var service = _store.Inspecting(new ScriptedInspector(() => "It is evil."));
        var pending = await StoreAsync(service);

        await service.Invoking(s => s.KeepAsync(pending.Key))
            .Should().ThrowAsync<UploadRejectedException>().WithMessage("It is evil.");

        (await _store.LeftAsync()).Should().BeEmpty();
        _store.Logger.Collector.LatestRecord.Message.Should().Be("Rejected an upload: RejectedByInspector");
    }

    [Fact]
    public async Task KeepAsync_WithAnInspectorThatFails_LeavesItPending_AndWorksLater()
    {
        var isDown = true;
        var service = _store.Inspecting(new ScriptedInspector(() => isDown ? throw new IOException() : null));
        var pending = await StoreAsync(service);

        await service.Invoking(s => s.KeepAsync(pending.Key)).Should().ThrowAsync<UploadInspectionException>();

        (await _store.LeftAsync()).Should().Equal(pending.PendingKey);
        isDown = false;
        (await service.KeepAsync(pending.Key)).Key.Should().Be(pending.Key);
        (await _store.LeftAsync()).Should().Equal(pending.Key);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task KeepAsync_WhoseCopyIsStoredButNeverConfirmed_LeavesNoCopy(bool isAnswered)
    {
        var service = _store.Inspecting(new ScriptedInspector(), settings => settings.RetryTimeout = TimeSpan.Zero);
        var pending = await StoreAsync(service);
        var fault = isAnswered ? S3Fault.Error(HttpStatusCode.InternalServerError, "InternalError") : S3Fault.Reset;
        _store.OnCall = call => call.Operation is S3Operation.CopyObject ? fault.AfterCarryingOut() : null;

        await service.Invoking(s => s.KeepAsync(pending.Key)).Should().ThrowAsync<S3StoreException>();

        (await _store.LeftAsync()).Should().Equal(pending.PendingKey);
    }

    private static Task<StoredFile> StoreAsync(S3Service service, int size = 10) =>
        service.StoreAsync(Request(Bytes(size)) with
        {
            Pending = true,
            CacheControl = "max-age=60",
            Metadata = new Dictionary<string, string> { ["who"] = "x" },
            Tags = new Dictionary<string, string> { ["kind"] = "report" },
        });
}
