using Discovitas.S3.Local;

namespace Discovitas.S3.Tests.Writing;

/// <summary>
/// Our own client sends each request once, so an error is final: nothing is looked for that cannot be there.
/// </summary>
public sealed class OwnClientTests : IAsyncLifetime
{
    private static readonly S3Fault Denied = S3Fault.Error(HttpStatusCode.Forbidden, "AccessDenied");
    private static readonly S3Fault Lost = S3Fault.Reset.AfterCarryingOut();

    private WireStore _store = null!;

    public async Task InitializeAsync() => _store = await WireStore.StartAsync();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Theory]
    [InlineData(S3Operation.PutObject, 10)]
    [InlineData(S3Operation.CreateMultipartUpload, 2 * PartSize)]
    public async Task StoreAsync_RejectedByTheStore_LooksForNothing(S3Operation operation, int size)
    {
        Fail(operation, Denied);

        (await ShouldFailAsync(size)).ErrorCode.Should().Be("AccessDenied");

        _store.Calls.Should().Equal(operation);
    }

    [Fact]
    public async Task StoreAsync_WhosePutIsCarriedOutButNotAnswered_Succeeds()
    {
        Fail(S3Operation.PutObject, Lost);

        var file = await Service(retryFor: TimeSpan.Zero).StoreAsync(Request(Bytes(10)));

        _store.Calls.Should().Equal(S3Operation.PutObject, S3Operation.HeadObject);
        (await _store.LeftAsync()).Should().Equal(file.Key);
    }

    [Fact]
    public async Task StoreAsync_WhosePutIsRejectedAfterOneThatWasLost_Succeeds()
    {
        Fail(S3Operation.PutObject, Lost, Denied);

        var file = await Service().StoreAsync(Request(Bytes(10)));

        (await _store.LeftAsync()).Should().Equal(file.Key);
    }

    [Fact]
    public async Task StoreAsync_CancelledAfterAPutThatWasLost_LeavesNothing()
    {
        using var caller = new CancellationTokenSource();
        _store.OnCall = call =>
        {
            if (call is { Operation: S3Operation.PutObject, OperationNumber: 2 })
            {
                caller.Cancel();
            }

            return call.Operation is S3Operation.PutObject ? Lost : null;
        };

        await Service().Invoking(s => s.StoreAsync(Request(Bytes(10)), caller.Token))
            .Should().ThrowAsync<OperationCanceledException>();

        _store.Calls.Should().Contain(S3Operation.DeleteObject);
        (await _store.LeftAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task StoreAsync_WhoseAnswerHasOtherBytes_FailsAndLeavesNothing()
    {
        Fail(S3Operation.PutObject, S3Fault.DamagedStore);

        (await ShouldFailAsync(10)).Message.Should().Contain("other bytes");

        (await _store.LeftAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task StoreAsync_WhoseCreationIsLostOnce_RemovesTheUploadThatItHadStarted()
    {
        Fail(S3Operation.CreateMultipartUpload, Lost, null);

        var file = await Service().StoreAsync(Request(Bytes(2 * PartSize)));

        (await _store.LeftAsync()).Should().Equal(file.Key);
    }

    [Fact]
    public async Task StoreAsync_WhoseCreationIsLost_LooksForTheUploadForAWhile()
    {
        Fail(S3Operation.CreateMultipartUpload, Lost);

        var failure = await ShouldFailAsync(2 * PartSize, TimeSpan.Zero);

        failure.UnfinishedUploadId.Should().BeNull();
        _store.Calls.Where(call => call is S3Operation.ListMultipartUploads)
            .Should().HaveCount(4, "a store may carry out late what it has received");
        _store.Time.Skipped.Should().BeCloseTo(TimeSpan.FromSeconds(3.5), TimeSpan.FromSeconds(1));
        (await _store.LeftAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task StoreAsync_WhoseLostUploadCannotBeLookedFor_SaysThatOneMayRemain()
    {
        var log = new FakeLogger<S3Service>();
        _store.OnCall = call => call.Operation switch
        {
            S3Operation.CreateMultipartUpload => Lost,
            S3Operation.ListMultipartUploads => Denied,
            _ => null,
        };

        var failure = await ShouldFailAsync(2 * PartSize, TimeSpan.Zero, log);

        failure.UnfinishedUploadId.Should().Be("unknown");
        log.LatestRecord.Level.Should().Be(LogLevel.Error);
        _store.Calls.Should().Equal(S3Operation.CreateMultipartUpload, S3Operation.ListMultipartUploads);
    }

    [Fact]
    public async Task StoreAsync_WhoseCompletionIsRejected_AbortsWithoutLookingForAFile()
    {
        Fail(S3Operation.CompleteMultipartUpload, S3Fault.Error(HttpStatusCode.BadRequest, "InvalidPart"));

        (await ShouldFailAsync(2 * PartSize)).ErrorCode.Should().Be("InvalidPart");

        _store.Calls.Should().EndWith(
        [
            S3Operation.CompleteMultipartUpload, S3Operation.AbortMultipartUpload, S3Operation.ListParts,
        ]);
        (await _store.LeftAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task StoreAsync_WhoseUploadIsMissing_LooksForTheFile_SinceItMayBeComplete()
    {
        Fail(
            S3Operation.CompleteMultipartUpload,
            S3Fault.Error(HttpStatusCode.NotFound, "NoSuchUpload").AfterCarryingOut());

        var file = await Service().StoreAsync(Request(Bytes(2 * PartSize)));

        (await _store.LeftAsync()).Should().Equal(file.Key);
    }

    [Fact]
    public async Task StoreAsync_WhoseCompletionIsLost_LooksForTheFile()
    {
        Fail(S3Operation.CompleteMultipartUpload, Lost);

        var file = await Service(retryFor: TimeSpan.Zero).StoreAsync(Request(Bytes(2 * PartSize)));

        (await _store.LeftAsync()).Should().Equal(file.Key);
    }

    [Fact]
    public async Task StoreAsync_WhoseCompletionIsRejectedAfterOneThatWasLost_Succeeds()
    {
        Fail(S3Operation.CompleteMultipartUpload, Lost, Denied);

        var file = await Service().StoreAsync(Request(Bytes(2 * PartSize)));

        (await _store.LeftAsync()).Should().Equal(file.Key);
    }

    [Fact]
    public async Task StoreAsync_WhoseWholeHasAnotherChecksum_FailsAndLeavesNothing()
    {
        Fail(S3Operation.CompleteMultipartUpload, S3Fault.WrongChecksum);

        (await ShouldFailAsync(2 * PartSize)).Message.Should().Contain("the checksum of the whole differs");

        _store.Calls.Should().ContainSingle(call => call == S3Operation.CompleteMultipartUpload);
        _store.Calls.Should().NotContain(S3Operation.HeadObject, "what is there is known");
        (await _store.LeftAsync()).Should().BeEmpty();
    }

    // The faults of the calls of one operation, in order; the last is that of all further ones.
    private void Fail(S3Operation operation, params S3Fault?[] faults) =>
        _store.OnCall = call =>
            call.Operation == operation ? faults[Math.Min(call.OperationNumber, faults.Length) - 1] : null;

    private S3Service Service(TimeSpan? retryFor = null, ILogger<S3Service>? log = null) =>
        _store.Service(settings => settings.RetryTimeout = retryFor ?? settings.RetryTimeout, log);

    private async Task<S3StoreException> ShouldFailAsync(
        int size, TimeSpan? retryFor = null, ILogger<S3Service>? log = null) =>
        (await Service(retryFor, log).Invoking(s => s.StoreAsync(Request(Bytes(size))))
            .Should().ThrowAsync<S3StoreException>()).Which;
}
