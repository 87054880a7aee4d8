namespace Discovitas.S3.Tests.Client;

/// <summary>Progress only grows, counts each byte once, and its listener can do no harm.</summary>
public sealed class ProgressMeterTests
{
    private readonly StoreMock _store = new();
    private readonly FakeLogger<S3Service> _log = new();
    private readonly Heard _heard = new();

    [Theory]
    [InlineData(0, true)]
    [InlineData(1000, true)]
    [InlineData(1000, false)]
    [InlineData((3 * PartSize) + 1, true)]
    [InlineData((3 * PartSize) + 1, false)]
    public async Task StoreAsync_ReportsProgress_ForwardsOnlyAndToTheEnd(int size, bool known)
    {
        UploadContent content = known ? Bytes(size) : new UnseekableStream(new MemoryStream(Bytes(size)));

        await _store.Service().StoreAsync(Request(content) with { Progress = _heard });

        _heard.All.Select(progress => progress.BytesSent).Should().BeInAscendingOrder();
        _heard.All.SkipLast(1).All(progress => progress.TotalBytes == (known ? size : null)).Should().BeTrue();
        _heard.All[^1].BytesSent.Should().Be(size);
        _heard.All[^1].TotalBytes.Should().Be(size);
    }

    [Fact]
    public async Task StoreAsync_CountsEachByteOnce_HoweverOftenItIsSent()
    {
        var answer = _store.OnPart;
        var tries = 0;
        _store.OnPart = async (request, token) =>
        {
            var response = await answer(request, token);
            return request.PartNumber == 1 && tries++ == 0
                ? throw Error(HttpStatusCode.BadRequest, "BadDigest")
                : response;
        };

        await _store.Service().StoreAsync(Request(Bytes(2 * PartSize)) with { Progress = _heard });

        tries.Should().Be(2);
        _heard.All.Select(progress => progress.BytesSent)
            .Should().BeInAscendingOrder().And.OnlyContain(sent => sent <= 2 * PartSize);
    }

    [Fact]
    public async Task StoreAsync_DoesNotCountTheHashingOfABodyAsSending()
    {
        long heardBeforeSending = -1;
        _store.OnPut = async (request, token) =>
        {
            // Over http the SDK hashes the body first, with synchronous reads.
            request.InputStream.CopyTo(Stream.Null);
            heardBeforeSending = _heard.All.Count;
            request.InputStream.Position = 0;
            await ReadAllAsync(request.InputStream, token);
            return FromStore(new PutObjectResponse { ETag = "\"e\"", ChecksumCRC32 = request.ChecksumCRC32 });
        };

        await _store.Service().StoreAsync(Request(Bytes(1000)) with { Progress = _heard });

        heardBeforeSending.Should().Be(0);
        _heard.All[0].BytesSent.Should().Be(1000);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(2 * PartSize)]
    public async Task StoreAsync_WhoseListenerThrows_IsStoredAllTheSame(int size)
    {
        var listener = new Mock<IProgress<UploadProgress>>();
        listener.Setup(progress => progress.Report(It.IsAny<UploadProgress>()))
            .Throws(new InvalidOperationException("the window is gone"));

        var file = await _store.Service(logger: _log)
            .StoreAsync(Request(Bytes(size)) with { Progress = listener.Object });

        file.Size.Should().Be(size);
        listener.Verify(progress => progress.Report(It.IsAny<UploadProgress>()), Times.Once);
        _log.Collector.GetSnapshot().Should().ContainSingle(entry => entry.Level == LogLevel.Warning);
    }

    [Fact]
    public void Report_OfWhatWasReportedBefore_IsSilent()
    {
        using var part = new MemoryPart(1, isLast: true, new(Bytes(20)), new PartChecksums(0, null));
        var meter = new ProgressMeter(_heard, total: 20, _log);

        meter.Report(part, 10);
        meter.Report(part, 5);
        meter.Report(part, 10);
        meter.Report(part, 12);

        _heard.All.Select(progress => progress.BytesSent).Should().Equal(10, 12);
    }

    private sealed class Heard : IProgress<UploadProgress>
    {
        internal List<UploadProgress> All { get; } = [];

        public void Report(UploadProgress value) => All.Add(value);
    }
}
