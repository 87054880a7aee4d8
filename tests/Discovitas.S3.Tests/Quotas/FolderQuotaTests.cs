namespace Discovitas.S3.Tests.Quotas;

/// <summary>What fits into a folder, and what does not.</summary>
public sealed class FolderQuotaTests
{
    private const int ThreeParts = (2 * PartSize) + 1;

    private readonly BucketMock _bucket = new();
    private readonly StoreMock _store = new();

    public FolderQuotaTests()
    {
        // What is stored is listed.
        _store.Mock.Setup(s3 => s3.ListObjectsV2Async(It.IsAny<ListObjectsV2Request>(), It.IsAny<CancellationToken>()))
            .Returns((ListObjectsV2Request request, CancellationToken token) =>
            {
                Listed++;
                return _bucket.Mock.Object.ListObjectsV2Async(request, token);
            });
        var put = _store.OnPut;
        _store.OnPut = async (request, token) =>
        {
            await OnPut();
            var response = await put(request, token);
            _bucket.Add(request.Key, size: request.InputStream.Length);
            return response;
        };
    }

    private int Listed { get; set; }

    private Func<Task> OnPut { get; set; } = () => Task.CompletedTask;

    [Fact]
    public async Task WithoutAQuota_NothingIsListed()
    {
        await _store.Service().StoreAsync(Request(Bytes(10)) with { Folder = "a" });

        Listed.Should().Be(0);
        _store.Calls.Should().Equal("Put");
    }

    public static TheoryData<long?, long?, int, bool> Limits => new()
    {
        { 3, null, 10, true }, { 2, null, 10, false }, { null, 25, 10, true }, { null, 24, 10, false },
        { 3, 25, 10, true }, { null, 15, 0, true }, { null, 14, 0, false }, { 0, null, 0, false },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task TheFolder_WithThoseBelowIt_IsCounted(long? files, long? bytes, int size, bool fits)
    {
        _bucket.AddFile("uploads/a/", size: 5);
        _bucket.AddFile("uploads/a/b/", size: 10);
        _bucket.AddFile("uploads/ab/", size: 1000);
        _bucket.AddFile("pending/a/", size: 1000);
        _bucket.Add("uploads/a/theirs.txt", size: 1000);
        var quota = new FolderQuota { MaxFiles = files, MaxBytes = bytes };

        foreach (var content in (UploadContent[])[Bytes(size), new UnseekableStream(new MemoryStream(Bytes(size)))])
        {
            var before = _bucket.Keys.ToList();
            await ShouldFitAsync(Request(content) with { Folder = "a", FolderQuota = quota }, fits);
            _bucket.Keys.Except(before).ToList().ForEach(_bucket.Remove);
        }
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task PendingFiles_CountForAPendingUpload(bool pending, bool fits)
    {
        _bucket.AddFile("pending/a/", size: 5);
        var request = Request(Bytes(10)) with { Folder = "a", FolderQuota = new() { MaxBytes = 14 } };

        await ShouldFitAsync(request with { Pending = pending }, fits);
    }

    [Fact]
    public async Task AListing_StopsWhenTheQuotaIsReached()
    {
        Enumerable.Range(0, 10 * BucketMock.PageSize).ToList().ForEach(_ => _bucket.AddFile("uploads/a/"));

        var quota = new FolderQuota { MaxFiles = BucketMock.PageSize };
        await ShouldFitAsync(Request(Bytes(1)) with { Folder = "a", FolderQuota = quota }, fits: false);

        Listed.Should().Be(1);
        _store.Calls.Should().BeEmpty();
    }

    [Theory]
    [InlineData(ThreeParts, true)]
    [InlineData(ThreeParts - 1, false)]
    [InlineData(PartSize, false)]
    public async Task AStreamOfUnknownLength_IsStoppedAtTheQuota(int quota, bool fits)
    {
        var content = new UnseekableStream(new MemoryStream(Bytes(ThreeParts)));

        await ShouldFitAsync(
            Request(content) with { Folder = "a", FolderQuota = new() { MaxBytes = quota } }, fits);

        _store.Calls.Contains("Complete").Should().Be(fits);
        _store.Calls.Contains("Create").Should().Be(quota > PartSize, "more than one part is known at once");
        _store.Calls.Contains("Abort").Should().Be(!fits && quota > PartSize);
    }

    [Fact]
    public async Task UploadsAtOnce_HaveTheQuotaTogether()
    {
        var service = _store.Service();
        var started = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        OnPut = () =>
        {
            started.SetResult();
            return goOn.Task;
        };
        var request = Request(Bytes(10)) with { Folder = "a", FolderQuota = new() { MaxBytes = 19 } };

        var first = service.StoreAsync(request);
        await started.Task;
        await service.Invoking(s => s.StoreAsync(request)).Should().ThrowAsync<UploadRejectedException>();
        goOn.SetResult();
        await first;
        await service.Invoking(s => s.StoreAsync(request)).Should().ThrowAsync<UploadRejectedException>();

        // What has ended reserves nothing.
        _bucket.Keys.ToList().ForEach(_bucket.Remove);
        OnPut = () => Task.CompletedTask;
        await service.StoreAsync(request);
    }

    [Fact]
    public async Task AFailedUpload_ReservesNothing()
    {
        var service = _store.Service();
        var request = Request(Bytes(10)) with { Folder = "a", FolderQuota = new() { MaxFiles = 1 } };
        OnPut = () => throw Error(HttpStatusCode.Forbidden, "AccessDenied");
        await service.Invoking(s => s.StoreAsync(request)).Should().ThrowAsync<S3StoreException>();
        OnPut = () => Task.CompletedTask;

        await service.StoreAsync(request);
    }

    [Fact]
    public void ANegativeQuota_IsRejected()
    {
        FluentActions.Invoking(() => new FolderQuota { MaxFiles = -1 }).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new FolderQuota { MaxBytes = -1 }).Should().Throw<ArgumentOutOfRangeException>();
    }

    private async Task ShouldFitAsync(FileUploadRequest request, bool fits)
    {
        if (fits)
        {
            await _store.Service().StoreAsync(request);
            return;
        }

        var rejection = await _store.Service().Invoking(s => s.StoreAsync(request))
            .Should().ThrowAsync<UploadRejectedException>();
        rejection.Which.Reason.Should().Be(UploadRejectionReason.QuotaExceeded);
        rejection.Which.Limit.Should().NotBeNull();
    }
}
