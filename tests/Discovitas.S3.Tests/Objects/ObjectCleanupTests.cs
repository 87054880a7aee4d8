namespace Discovitas.S3.Tests.Objects;

/// <summary>What a failed upload has stored is removed, or named where the caller looks.</summary>
public sealed class ObjectCleanupTests : IDisposable
{
    private readonly StoreMock _store = new();
    private readonly FakeLogger<S3Service> _log = new();
    private readonly CancellationTokenSource _caller = new();

    public void Dispose() => _caller.Dispose();

    [Fact]
    public async Task StoreAsync_WhoseOtherBytesCannotBeRemoved_NamesTheObject()
    {
        FailDeletions();
        _store.OnPut = async (request, token) =>
        {
            await ReadAllAsync(request.InputStream, token);
            return FromStore(new PutObjectResponse { ETag = "\"e\"", ChecksumCRC32 = "AAAAAA==" });
        };

        var failure = await _store.Service(logger: _log).Invoking(s => s.StoreAsync(Request(Bytes(10))))
            .Should().ThrowAsync<S3StoreException>();

        failure.Which.RemainingObject.Should().Be(failure.Which.Key);
        failure.Which.Message.Should().Contain("may remain in the bucket");
        _log.LatestRecord.Level.Should().Be(LogLevel.Error);
        _log.LatestRecord.Message.Should().Contain(failure.Which.Key);
    }

    [Fact]
    public async Task StoreAsync_CancelledInDoubt_WhoseObjectCannotBeRemoved_NamesItInTheCancellation()
    {
        FailDeletions();
        CancelAfterSending();

        var cancelled = await _store.Service(logger: _log)
            .Invoking(s => s.StoreAsync(Request(Bytes(10)), _caller.Token))
            .Should().ThrowAsync<OperationCanceledException>();

        cancelled.Which.Data[S3StoreException.RemainingObjectKey].Should().Be(_store.Put!.Key);
        _log.LatestRecord.Message.Should().Contain(_store.Put.Key);
    }

    [Fact]
    public async Task StoreAsync_CancelledInDoubt_RemovesWhatTheStoreStoresLate()
    {
        CancelAfterSending();
        var looks = 0;
        _store.OnHead = (_, _) => ++looks == 2
            ? Task.FromResult(Head(Bytes(10)))
            : throw Error(HttpStatusCode.NotFound, "NotFound");

        await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(10)), _caller.Token))
            .Should().ThrowAsync<OperationCanceledException>();

        _store.Calls.Should().Equal("Put", "Delete", "Head", "Head", "Delete", "Head");
    }

    [Fact]
    public async Task StoreAsync_CancelledInDoubt_LooksForALateObjectForAFewSeconds()
    {
        CancelAfterSending();
        var time = new HastyTime();

        await _store.Service(time: time).Invoking(s => s.StoreAsync(Request(Bytes(10)), _caller.Token))
            .Should().ThrowAsync<OperationCanceledException>();

        time.Skipped.Should().BeGreaterOrEqualTo(TimeSpan.FromSeconds(3.5)).And.BeLessThan(TimeSpan.FromSeconds(5));
    }

    private void FailDeletions() =>
        _store.Mock.Setup(s3 => s3.DeleteObjectAsync(It.IsAny<DeleteObjectRequest>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(Error(HttpStatusCode.Forbidden, "AccessDenied"));

    private void CancelAfterSending()
    {
        var answer = _store.OnPut;
        _store.OnPut = async (request, token) =>
        {
            await answer(request, token);
            await _caller.CancelAsync();
            throw new IOException("reset");
        };
    }
}
