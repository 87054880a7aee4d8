namespace Discovitas.S3.Tests;

/// <summary>Cancelled means that nothing is stored; what can no longer be stopped is seen through.</summary>
public sealed class S3ServiceCancellationTests : IDisposable
{
    private readonly StoreMock _store = new();
    private readonly CancellationTokenSource _caller = new();

    public void Dispose() => _caller.Dispose();

    [Fact]
    public async Task StoreAsync_CancelledBefore_SendsNothing()
    {
        await _caller.CancelAsync();

        await ShouldBeCancelled(Bytes(10));

        _store.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task StoreAsync_CancelledWhileABodyIsSent_StopsTheRequest()
    {
        _store.OnPut = async (request, token) =>
        {
            await request.InputStream.ReadExactlyAsync(new byte[5], token);
            await _caller.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            return new PutObjectResponse();
        };

        await ShouldBeCancelled(Bytes(10));
    }

    [Fact]
    public async Task StoreAsync_CancelledAfterTheLastByte_WaitsForTheAnswer_SinceTheObjectMayBeThere()
    {
        bool? isStopped = null;
        var answer = _store.OnPut;
        _store.OnPut = async (request, token) =>
        {
            var response = await answer(request, token);
            await _caller.CancelAsync();
            isStopped = token.IsCancellationRequested;
            return response;
        };

        var file = await _store.Service().StoreAsync(Request(Bytes(10)), _caller.Token);

        file.Size.Should().Be(10);
        isStopped.Should().BeFalse();
    }

    [Fact]
    public async Task StoreAsync_CancelledWhileTheUploadIsCreated_AbortsIt()
    {
        bool? isStopped = null;
        var answer = _store.OnCreate;
        _store.OnCreate = async (request, token) =>
        {
            await _caller.CancelAsync();
            isStopped = token.IsCancellationRequested;
            return await answer(request, token);
        };

        await ShouldBeCancelled(Bytes(2 * PartSize));

        isStopped.Should().BeFalse("the upload's id must not be lost");
        _store.Calls.Should().EndWith(["Abort", "ListParts"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(6)]
    public async Task StoreAsync_CancelledWhileAPartIsSent_AbortsUnderATokenOfItsOwn(int at)
    {
        var answer = _store.OnPart;
        _store.OnPart = async (request, token) =>
        {
            if (request.PartNumber == at)
            {
                await _caller.CancelAsync();
                await Task.Delay(Timeout.Infinite, token);
            }

            return await answer(request, token);
        };
        bool? isAbortStopped = null;
        var abort = _store.OnAbort;
        _store.OnAbort = (request, token) =>
        {
            isAbortStopped = token.IsCancellationRequested;
            return abort(request, token);
        };

        await ShouldBeCancelled(Bytes(6 * PartSize));

        isAbortStopped.Should().BeFalse();
        _store.Calls.Should().EndWith(["Abort", "ListParts"]).And.NotContain("Complete");
    }

    [Fact]
    public async Task StoreAsync_CancelledWhileItIsCompleted_SeesItThrough()
    {
        bool? isStopped = null;
        var answer = _store.OnComplete;
        _store.OnComplete = async (request, token) =>
        {
            await _caller.CancelAsync();
            isStopped = token.IsCancellationRequested;
            return await answer(request, token);
        };

        await _store.Service().StoreAsync(Request(Bytes(2 * PartSize)), _caller.Token);

        isStopped.Should().BeFalse();
        _store.Calls.Should().NotContain("Abort");
    }

    [Fact]
    public async Task StoreAsync_CancelledWhileTheSourceIsRead_SendsNothing()
    {
        using var never = new NeverEndingRead();
        var upload = _store.Service().StoreAsync(Request(never), _caller.Token);
        await _caller.CancelAsync();

        (await FluentActions.Awaiting(() => upload).Should().ThrowAsync<OperationCanceledException>())
            .Which.CancellationToken.Should().Be(_caller.Token);
        _store.Calls.Should().BeEmpty();
    }

    private async Task ShouldBeCancelled(UploadContent content)
    {
        var cancelled = await _store.Service().Invoking(s => s.StoreAsync(Request(content), _caller.Token))
            .Should().ThrowAsync<OperationCanceledException>();
        cancelled.Which.CancellationToken.Should().Be(_caller.Token);
    }

    private sealed class NeverEndingRead : MemoryStream
    {
        public override bool CanSeek => false;

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
