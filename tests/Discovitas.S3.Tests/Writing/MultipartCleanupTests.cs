namespace Discovitas.S3.Tests.Writing;

/// <summary>
/// An upload that failed is removed, which the store must confirm; or it is named where the caller looks. Nothing else
/// of its key is touched.
/// </summary>
public sealed class MultipartCleanupTests
{
    private readonly StoreMock _store = new();
    private readonly FakeLogger<S3Service> _log = new();
    private readonly HastyTime _time = new();
    private readonly List<string> _aborted = [];
    private string? _key;
    private int _lists;

    public MultipartCleanupTests()
    {
        _store.OnPart = (_, _) => throw Error(HttpStatusCode.Forbidden, "AccessDenied");
        _store.OnAbort = (request, _) =>
        {
            _aborted.Add(request.UploadId);
            return Task.FromResult(FromStore(new AbortMultipartUploadResponse()));
        };
    }

    [Fact]
    public async Task StoreAsync_WhosePartsSurviveEveryAbort_AbortsFiveTimes_EachALittleLater()
    {
        OnListParts(() => FromStore(new ListPartsResponse()));

        var failure = await ShouldFailAsync();

        failure.UnfinishedUploadId.Should().Be(UploadId);
        _aborted.Should().HaveCount(5);
        _time.Skipped.Should().BeGreaterOrEqualTo(TimeSpan.FromSeconds(3)).And.BeLessThan(TimeSpan.FromSeconds(4));
        _log.LatestRecord.Level.Should().Be(LogLevel.Error);
        _log.LatestRecord.Exception!.Message.Should().Contain("5 aborts");
    }

    [Fact]
    public async Task StoreAsync_WhoseUploadIsRemoved_SaysSoInTheLog()
    {
        await ShouldFailAsync();

        _log.LatestRecord.Level.Should().Be(LogLevel.Information);
        _log.LatestRecord.Message.Should().Contain("Removed the unfinished multipart upload of uploads/");
    }

    [Fact]
    public async Task StoreAsync_WhoseUploadIsGoneAlready_IsDone()
    {
        _store.OnAbort = (_, _) => throw Error(HttpStatusCode.NotFound, "NoSuchUpload");

        (await ShouldFailAsync()).UnfinishedUploadId.Should().BeNull();

        _store.Calls.Should().EndWith(["Abort", "ListParts"]);
    }

    [Fact]
    public async Task StoreAsync_WhoseUploadIsSaidToBeGoneButIsListed_NamesIt()
    {
        _store.OnAbort = (_, _) => throw Error(HttpStatusCode.NotFound, "NoSuchUpload");
        _store.Mock.Setup(s3 => s3.ListPartsAsync(It.IsAny<ListPartsRequest>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(FromStore(new ListPartsResponse { UploadId = UploadId }));

        (await ShouldFailAsync()).UnfinishedUploadId.Should().Be(UploadId);
    }

    [Theory]
    [InlineData(HttpStatusCode.NoContent, null)]
    [InlineData(HttpStatusCode.OK, UploadId)]
    public async Task StoreAsync_WhoseAbortIsAnsweredWithoutARequestId_IsDoneOnlyIfAStoreAnswersSo(
        HttpStatusCode status, string? unfinished)
    {
        _store.OnAbort = (_, _) => Task.FromResult(Replies.WithoutId(new AbortMultipartUploadResponse(), status));

        (await ShouldFailAsync()).UnfinishedUploadId.Should().Be(unfinished);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, null)]
    [InlineData(HttpStatusCode.NotImplemented, null)]
    [InlineData(HttpStatusCode.NotFound, null)]
    [InlineData(HttpStatusCode.BadRequest, UploadId)]
    public async Task StoreAsync_WhosePartsCannotBeListed_TrustsTheAbort_IfTheStoreNeverLists(
        HttpStatusCode status, string? unfinished)
    {
        OnListParts(() => throw Error(status, status.ToString()));

        (await ShouldFailAsync()).UnfinishedUploadId.Should().Be(unfinished);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task StoreAsync_WhosePartsAreListedByAPage_DoesNotTrustIt(HttpStatusCode status)
    {
        OnListParts(() => throw Replies.Page(status));

        (await ShouldFailAsync()).UnfinishedUploadId.Should().Be(UploadId);
    }

    [Theory]
    [InlineData(UploadId, 5)]
    [InlineData("another", 1)]
    public async Task StoreAsync_WhosePartsAreListedWithoutARequestId_BelievesWhatNamesTheUpload(string id, int aborts)
    {
        OnListParts(() => Replies.WithoutId(new ListPartsResponse { UploadId = id }));

        (await ShouldFailAsync()).UnfinishedUploadId.Should().Be(UploadId);

        _aborted.Should().HaveCount(aborts);
    }

    [Fact]
    public async Task StoreAsync_WhoseCreationIsRejected_LooksForWhatHiddenAttemptsStarted()
    {
        _store.OnCreate = (_, _) => throw Error(HttpStatusCode.Forbidden, "AccessDenied");
        List("lost");

        (await ShouldFailAsync()).UnfinishedUploadId.Should().BeNull();

        _lists.Should().Be(4, "the first of them may be carried out late");
        _aborted.Should().AllBe("lost");
    }

    [Fact]
    public async Task StoreAsync_OfWhoseLostUploadsOneStays_SaysThatOneMayRemain()
    {
        _store.OnCreate = (_, _) => throw Error(HttpStatusCode.Forbidden, "AccessDenied");
        List("stays", "goes");
        var abort = _store.OnAbort;
        _store.OnAbort = (request, token) => request.UploadId == "stays"
            ? throw Error(HttpStatusCode.Forbidden, "AccessDenied")
            : abort(request, token);

        (await ShouldFailAsync()).UnfinishedUploadId.Should().Be("unknown");

        _aborted.Should().Equal("goes");
    }

    [Fact]
    public async Task StoreAsync_CancelledWhileItsCreationIsTriedAgain_RemovesWhatWasStarted()
    {
        using var caller = new CancellationTokenSource();
        _store.OnCreate = async (request, _) =>
        {
            _key = request.Key;
            await caller.CancelAsync();
            throw new IOException("reset");
        };
        List("lost");

        await _store.Service(time: _time).Invoking(s => s.StoreAsync(Request(Bytes(2 * PartSize)), caller.Token))
            .Should().ThrowAsync<OperationCanceledException>();

        _aborted.Should().HaveCount(4).And.OnlyContain(id => id == "lost", "the list of this store never changes");
    }

    [Fact]
    public async Task StoreAsync_Cancelled_WhoseUploadCannotBeRemoved_NamesItInTheCancellation()
    {
        using var caller = new CancellationTokenSource();
        _store.OnPart = async (_, token) =>
        {
            await caller.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            return new UploadPartResponse();
        };
        _store.OnAbort = (_, _) => throw Error(HttpStatusCode.Forbidden, "AccessDenied");

        var cancelled = await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(2 * PartSize)), caller.Token))
            .Should().ThrowAsync<OperationCanceledException>();

        cancelled.Which.Data[S3StoreException.UnfinishedUploadIdKey].Should().Be(UploadId);
    }

    [Theory]
    [InlineData(true, LogLevel.Error)]
    [InlineData(false, LogLevel.Warning)]
    public async Task StoreAsync_WhoseOtherUploadsCannotBeListed_Succeeds_AndSaysInTheLogHowBadThatIs(
        bool isLost, LogLevel level)
    {
        var store = new StoreMock();
        var create = store.OnCreate;
        var tries = 0;
        store.OnCreate = (request, token) =>
            isLost && ++tries == 1 ? throw new IOException("reset") : create(request, token);
        store.Mock.Setup(
            s3 => s3.ListMultipartUploadsAsync(It.IsAny<ListMultipartUploadsRequest>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(Error(HttpStatusCode.Forbidden, "AccessDenied"));

        await store.Service(logger: _log).StoreAsync(Request(Bytes(2 * PartSize)));

        _log.Collector.GetSnapshot().Where(entry => entry.Exception is S3StoreException).Select(entry => entry.Level)
            .Should().Equal(level);
    }

    [Theory]
    [InlineData("b", null)]
    [InlineData("", "unknown")]
    public async Task StoreAsync_WhoseLostUploadIsListedWithoutARequestId_BelievesWhatNamesTheBucket(
        string bucket, string? unfinished)
    {
        _store.OnCreate = (_, _) => throw Error(HttpStatusCode.Forbidden, "AccessDenied");
        OnList(() => Replies.WithoutId(new ListMultipartUploadsResponse { BucketName = bucket }));

        (await ShouldFailAsync()).UnfinishedUploadId.Should().Be(unfinished);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task StoreAsync_WithAnAppsOwnClient_LooksForHiddenAttempts_ButNotInATest(bool isWire, int lists)
    {
        var store = new StoreMock();
        if (!isWire)
        {
            store.OnCreate = (_, _) => Task.FromResult(new InitiateMultipartUploadResponse { UploadId = UploadId });
        }

        await store.Service().StoreAsync(Request(Bytes(2 * PartSize)));

        store.Mock.Verify(
            s3 => s3.ListMultipartUploadsAsync(It.IsAny<ListMultipartUploadsRequest>(), It.IsAny<CancellationToken>()),
            Times.Exactly(lists));
    }

    private void OnListParts(Func<ListPartsResponse> answer) =>
        _store.Mock.Setup(s3 => s3.ListPartsAsync(It.IsAny<ListPartsRequest>(), It.IsAny<CancellationToken>()))
            .Returns(() => Task.FromResult(answer()));

    private void OnList(Func<ListMultipartUploadsResponse> answer) =>
        _store.Mock.Setup(
            s3 => s3.ListMultipartUploadsAsync(It.IsAny<ListMultipartUploadsRequest>(), It.IsAny<CancellationToken>()))
            .Returns((ListMultipartUploadsRequest request, CancellationToken _) =>
            {
                _lists++;
                _key = request.Prefix;
                return Task.FromResult(answer());
            });

    private void List(params string[] uploadIds) => OnList(() => FromStore(new ListMultipartUploadsResponse
    {
        MultipartUploads = [.. uploadIds.Select(id => new MultipartUpload { Key = _key, UploadId = id })],
    }));

    private async Task<S3StoreException> ShouldFailAsync()
    {
        var failure = await _store.Service(time: _time, logger: _log)
            .Invoking(s => s.StoreAsync(Request(Bytes(2 * PartSize)))).Should().ThrowAsync<S3StoreException>();
        failure.Which.ErrorCode.Should().Be("AccessDenied");
        return failure.Which;
    }
}
