namespace Discovitas.S3.Tests.Writing;

/// <summary>A multipart upload ends complete, or with nothing of it left.</summary>
public sealed class MultipartUploadTests
{
    private readonly StoreMock _store = new();
    private readonly FakeLogger<S3Service> _log = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    public async Task StoreAsync_WhosePartFails_AbortsOnceAllPartsHaveEnded(int failing)
    {
        var onTheWay = 0;
        var atAbort = -1;
        string? aborted = null;
        var answer = _store.OnPart;
        _store.OnPart = async (request, token) =>
        {
            Interlocked.Increment(ref onTheWay);
            try
            {
                return request.PartNumber == failing
                    ? throw Error(HttpStatusCode.Forbidden, "AccessDenied")
                    : await answer(request, token);
            }
            finally
            {
                Interlocked.Decrement(ref onTheWay);
            }
        };
        var abort = _store.OnAbort;
        _store.OnAbort = (request, token) =>
        {
            atAbort = onTheWay;
            aborted = request.UploadId;
            return abort(request, token);
        };

        var failure = await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(6 * PartSize))))
            .Should().ThrowAsync<S3StoreException>();

        failure.Which.ErrorCode.Should().Be("AccessDenied");
        atAbort.Should().Be(0);
        aborted.Should().Be(UploadId);
        _store.Calls.Should().EndWith(["Abort", "ListParts"]).And.NotContain("Complete");
    }

    [Fact]
    public async Task StoreAsync_WhoseAbortFailsToo_KeepsTheFirstErrorAndLogsWhatIsLeft()
    {
        _store.OnPart = (_, _) => throw Error(HttpStatusCode.Forbidden, "AccessDenied");
        _store.OnAbort = (_, _) => throw Error(HttpStatusCode.ServiceUnavailable, "SlowDown");

        var failure = await _store.Service(logger: _log).Invoking(s => s.StoreAsync(Request(Bytes(2 * PartSize))))
            .Should().ThrowAsync<S3StoreException>();

        failure.Which.ErrorCode.Should().Be("AccessDenied");
        failure.Which.UnfinishedUploadId.Should().Be(UploadId);
        failure.Which.Message.Should().Contain(UploadId);
        _store.Calls.Where(call => call == "Abort").Should().HaveCountGreaterThan(5, "it may succeed later");
        _log.LatestRecord.Level.Should().Be(LogLevel.Error);
        _log.LatestRecord.Message.Should().Contain(UploadId).And.Contain(failure.Which.Key);
    }

    [Fact]
    public async Task StoreAsync_WhoseAbortLeavesAPart_AbortsAgain()
    {
        _store.OnPart = (_, _) => throw Error(HttpStatusCode.Forbidden, "AccessDenied");
        var looks = 0;
        _store.Mock.Setup(s3 => s3.ListPartsAsync(It.IsAny<ListPartsRequest>(), It.IsAny<CancellationToken>()))
            .Returns(() => ++looks == 1
                ? Task.FromResult(FromStore(new ListPartsResponse { Parts = [new PartDetail { PartNumber = 1 }] }))
                : throw Error(HttpStatusCode.NotFound, "NoSuchUpload"));

        await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(2 * PartSize))))
            .Should().ThrowAsync<S3StoreException>();

        _store.Calls.Where(call => call == "Abort").Should().HaveCount(2);
    }

    [Theory]
    [InlineData("BadDigest")]
    [InlineData("XAmzContentSHA256Mismatch")]
    [InlineData("IncompleteBody")]
    [InlineData(null)]
    public async Task StoreAsync_WhosePartIsReceivedDamaged_SendsItAgain(string? code)
    {
        var answer = _store.OnPart;
        var tries = 0;
        _store.OnPart = async (request, token) =>
        {
            var response = await answer(request, token);
            if (request.PartNumber == 2 && ++tries < 3)
            {
                return code is null
                    ? FromStore(new UploadPartResponse())
                    : throw Error(HttpStatusCode.BadRequest, code);
            }

            return response;
        };
        var bytes = Bytes(2 * PartSize);

        await _store.Service().StoreAsync(Request(bytes));

        tries.Should().Be(3);
        SameBytes(_store.Bodies[2], bytes[PartSize..]);
    }

    [Fact]
    public async Task StoreAsync_WhosePartFails_StopsTheOthers()
    {
        var isStopped = false;
        _store.OnPart = async (request, token) =>
        {
            if (request.PartNumber == 2)
            {
                throw Error(HttpStatusCode.Forbidden, "AccessDenied");
            }

            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            finally
            {
                isStopped = token.IsCancellationRequested;
            }

            return new UploadPartResponse();
        };

        var failure = await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(2 * PartSize))))
            .Should().ThrowAsync<S3StoreException>();

        failure.Which.ErrorCode.Should().Be("AccessDenied", "the first failure counts");
        isStopped.Should().BeTrue();
    }

    [Fact]
    public async Task StoreAsync_StartsAnUploadWhosePartsHaveChecksums()
    {
        InitiateMultipartUploadRequest? created = null;
        var answer = _store.OnCreate;
        _store.OnCreate = (request, token) => answer(created = request, token);

        await _store.Service().StoreAsync(Request(Bytes(2 * PartSize)));

        created!.ChecksumAlgorithm.Should().Be(ChecksumAlgorithm.CRC32);
        created.ChecksumType.Should().Be(ChecksumType.FULL_OBJECT);
    }

    [Fact]
    public async Task StoreAsync_WithAMockThatReturnsNothing_IsEnoughForAnAppsOwnTest()
    {
        _store.OnPart = (_, _) => Task.FromResult<UploadPartResponse>(null!);
        _store.OnComplete = (_, _) => Task.FromResult<CompleteMultipartUploadResponse>(null!);

        (await _store.Service().StoreAsync(Request(Bytes(2 * PartSize)))).ETag.Should().BeEmpty();
    }

    [Theory]
    [InlineData("Create")]
    [InlineData("Part")]
    public async Task StoreAsync_ThatFails_ReturnsItsMemory(string failing)
    {
        var (create, part) = (_store.OnCreate, _store.OnPart);
        _store.OnCreate = (request, token) => failing == "Create" ? throw Denied() : create(request, token);
        _store.OnPart = (request, token) => failing == "Part" ? throw Denied() : part(request, token);
        var service = _store.Service(settings => settings.MemoryLimit = 4 * PartSize);
        for (var i = 0; i < 5; i++)
        {
            await service.Invoking(s => s.StoreAsync(Request(new UnseekableStream(Bytes(3 * PartSize)))))
                .Should().ThrowAsync<S3StoreException>();
        }

        (_store.OnCreate, _store.OnPart) = (create, part);
        await service.StoreAsync(Request(new UnseekableStream(Bytes(3 * PartSize))));

        static AmazonS3Exception Denied() => Error(HttpStatusCode.Forbidden, "AccessDenied");
    }
}
