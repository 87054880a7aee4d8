using Discovitas.S3.Local;

namespace Discovitas.S3.Tests.Direct;

/// <summary>The app is asked once about the file of all attempts, and what it rejects is gone.</summary>
public sealed class RepeatedAcceptanceTests : IAsyncLifetime
{
    private readonly List<string> _asked = [];

    private WireStore _store = null!;
    private S3Service _service = null!;

    public async Task InitializeAsync()
    {
        _store = await WireStore.StartAsync();
        _service = _store.Service();
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TheApp_IsAskedOnce_WhetherOthersWaitOrFollow(bool awaits)
    {
        var first = await StoreAsync(awaits);
        var second = await StoreAsync(awaits);

        var files = await Task.WhenAll(AcceptAsync(first), AcceptAsync(second));
        var third = await AcceptAsync(await StoreAsync(awaits));

        files.Select(file => file.Key).Append(third.Key).Distinct().Should().Equal(_asked);
        third.IsReplay.Should().BeTrue();
        (await FilesAsync()).Should().Equal(_asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AFileThatTheAppRejects_IsGone_AndTheNextAttemptAsksAgain(bool awaits)
    {
        var file = await StoreAsync(awaits);
        await RejectAsync(file);
        (await FilesAsync()).Should().BeEmpty();

        var next = await StoreAsync(awaits);
        var accepted = await AcceptAsync(next);

        accepted.Should().Be(next);
        accepted.IsReplay.Should().BeFalse();
        (await FilesAsync()).Should().Equal(next.Key);
    }

    [Fact]
    public async Task AnotherAttempt_WhoseFileIsThere_IsTheNext()
    {
        var first = await StoreAsync(awaits: true);
        var second = await StoreAsync(awaits: true);
        await RejectAsync(first);

        var accepted = await AcceptAsync(second);

        accepted.Should().Be(second);
        (await FilesAsync()).Should().Equal(second.Key);
    }

    // The app may have accepted the file: nobody can know.
    [Fact]
    public async Task AfterAnAttemptThatStoppedWhileTheAppWasAsked_TheAppIsAskedAboutTheSameFile_WhichStays()
    {
        var stopped = await StoreAsync(awaits: true);
        await _service.AcceptAsync(stopped, acceptAsync: null);

        var next = await StoreAsync(awaits: true);
        await RejectAsync(next);

        next.Should().Be(stopped with { IsReplay = true });
        (await FilesAsync()).Should().Equal(stopped.Key);
        (await AcceptAsync(next)).Key.Should().Be(stopped.Key);
    }

    [Fact]
    public async Task OtherBytes_AreAConflict_AndTheAppIsNotAsked()
    {
        var other = await StoreAsync(awaits: true, size: 20);
        await AcceptAsync(await StoreAsync(awaits: true));

        (await _service.Invoking(_ => AcceptAsync(other)).Should().ThrowAsync<UploadRejectedException>())
            .Which.Reason.Should().Be(UploadRejectionReason.IdempotencyConflict);

        _asked.Should().HaveCount(1);
        (await FilesAsync()).Should().Equal(_asked);
    }

    [Fact]
    public async Task AMarkerThatCannotBeWritten_FailsTheCall_AndTheNextAttemptAcceptsTheSameFile()
    {
        _store.OnCall = call => call.Key?.StartsWith("pending/accepted/", StringComparison.Ordinal) == true
            && call.Operation is S3Operation.PutObject
                ? S3Fault.Error(HttpStatusCode.Forbidden, "AccessDenied")
                : null;
        var file = await StoreAsync(awaits: true);
        await _service.Invoking(_ => AcceptAsync(file)).Should().ThrowAsync<S3StoreException>();
        _store.OnCall = _ => null;

        var accepted = await AcceptAsync(await StoreAsync(awaits: true));

        accepted.Key.Should().Be(file.Key);
        _asked.Should().Equal(file.Key, file.Key);
        (await FilesAsync()).Should().Equal(file.Key);
    }

    // It takes so long that another process takes the turn, and has ended when the first one fails.
    [Fact]
    public async Task AFileThatAnotherProcessHasAcceptedMeanwhile_Stays()
    {
        var file = await StoreAsync(awaits: true);

        await _service.Invoking(s => s.AcceptAsync(file, async _ =>
        {
            await _store.DeleteAsync("pending/turns/");
            await _store.Service().AcceptAsync(await StoreAsync(awaits: true), _ => Task.CompletedTask);
            for (var pause = 0; pause < 8; pause++)
            {
                await Task.Delay(TimeSpan.FromSeconds(5), _store.Time);
            }

            throw new InvalidOperationException("No.");
        })).Should().ThrowAsync<InvalidOperationException>();

        (await FilesAsync()).Should().Equal(file.Key);
    }

    [Fact]
    public async Task AFileThatIsGone_IsNotAskedFor()
    {
        var file = await StoreAsync(awaits: true);
        await _store.DeleteAsync("uploads/");

        await _service.Invoking(_ => AcceptAsync(file)).Should().ThrowAsync<UploadRejectedException>();

        _asked.Should().BeEmpty();
    }

    private Task<StoredFile> StoreAsync(bool awaits, int size = 10) => _service.StoreAsync(
        new FileUploadRequest("a.bin", "application/octet-stream", Bytes(size))
        {
            IdempotencyKey = "value",
            AwaitsAcceptance = awaits,
        });

    private Task<StoredFile> AcceptAsync(StoredFile file) => _service.AcceptAsync(file, asked =>
    {
        _asked.Add(asked.Key);
        return Task.CompletedTask;
    });

    private async Task RejectAsync(StoredFile file) => await _service
        .Invoking(s => s.AcceptAsync(file, _ => throw new InvalidOperationException("No.")))
        .Should().ThrowAsync<InvalidOperationException>();

    private async Task<IEnumerable<string>> FilesAsync() =>
        (await _store.LeftAsync()).Where(key => key.StartsWith("uploads/", StringComparison.Ordinal));
}
