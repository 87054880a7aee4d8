using Discovitas.S3.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Discovitas.S3.Tests.Diagnostics;

/// <summary>The metrics of uploads. Names, units and tags are spelt out: dashboards rest on them.</summary>
public sealed class MetricsTests : IDisposable
{
    private readonly string _bucket = $"bucket-{Guid.NewGuid():N}";
    private readonly StoreMock _store = new();
    private readonly RecordedMetric<long> _uploads;
    private readonly RecordedMetric<double> _duration;
    private readonly RecordedMetric<long> _size;
    private readonly RecordedMetric<long> _parts;
    private readonly RecordedMetric<long> _retries;
    private readonly RecordedMetric<long> _rejections;
    private readonly RecordedMetric<long> _directUploads;

    public MetricsTests()
    {
        _uploads = new("discovitas.s3.uploads", _bucket);
        _duration = new("discovitas.s3.upload.duration", _bucket);
        _size = new("discovitas.s3.upload.size", _bucket);
        _parts = new("discovitas.s3.parts", _bucket);
        _retries = new("discovitas.s3.retries", _bucket);
        _rejections = new("discovitas.s3.rejections", _bucket);
        _directUploads = new("discovitas.s3.direct_uploads", _bucket);
    }

    public void Dispose()
    {
        IDisposable[] metrics = [_uploads, _duration, _size, _parts, _retries, _rejections, _directUploads];
        foreach (var metric in metrics)
        {
            metric.Dispose();
        }
    }

    [Fact]
    public async Task TheInstruments_AreOfTheirKindsAndUnits()
    {
        await Service().StoreAsync(Request(Bytes(1)));

        (_uploads.Kind, _uploads.Unit).Should().Be(("Counter`1", "{upload}"));
        (_duration.Kind, _duration.Unit).Should().Be(("Histogram`1", "s"));
        (_size.Kind, _size.Unit).Should().Be(("Histogram`1", "By"));
        (_parts.Kind, _parts.Unit).Should().Be(("Counter`1", "{part}"));
        (_retries.Kind, _retries.Unit).Should().Be(("Counter`1", "{retry}"));
        (_rejections.Kind, _rejections.Unit).Should().Be(("Counter`1", "{rejection}"));
        (_directUploads.Kind, _directUploads.Unit).Should().Be(("Counter`1", "{upload}"));
    }

    [Theory]
    [InlineData(1000, 1)]
    [InlineData((2 * PartSize) + 1, 3)]
    public async Task StoreAsync_Stored_IsCountedWithSizeAndParts(int size, int parts)
    {
        await Service().StoreAsync(Request(Bytes(size)));

        _uploads.Only().Should().Be("1 discovitas.s3.outcome=stored");
        _duration.Only().Should().EndWith(" discovitas.s3.outcome=stored");
        _size.Only().Should().Be($"{size}");
        _parts.Only().Should().Be($"{parts}");
        _retries.Measured.Should().BeEmpty();
        _rejections.Measured.Should().BeEmpty();
    }

    [Fact]
    public async Task StoreAsync_ThatTakesTime_MeasuresItInSeconds()
    {
        var time = new FakeTimeProvider();
        var answer = _store.OnPut;
        _store.OnPut = (request, token) =>
        {
            time.Advance(TimeSpan.FromSeconds(2.5));
            return answer(request, token);
        };

        await Service(time: time).StoreAsync(Request(Bytes(10)));

        _duration.Only().Should().Be("2.5 discovitas.s3.outcome=stored");
    }

    [Fact]
    public async Task StoreAsync_Rejected_IsCountedByItsReason()
    {
        await Service(settings => settings.AllowedExtensions.Add("png")).Invoking(s => s.StoreAsync(Request(Bytes(10))))
            .Should().ThrowAsync<UploadRejectedException>();

        _uploads.Only()
            .Should().Be("1 discovitas.s3.outcome=rejected discovitas.s3.rejection.reason=ExtensionNotAllowed");
        _rejections.Only().Should().Be("1 discovitas.s3.rejection.reason=ExtensionNotAllowed");
        _size.Measured.Should().BeEmpty();
        _parts.Measured.Should().BeEmpty();
    }

    [Fact]
    public async Task StoreAsync_Failed_IsCountedByTheStoresCode()
    {
        _store.OnPut = (_, _) => throw Error(HttpStatusCode.NotFound, "NoSuchBucket");

        await Service().Invoking(s => s.StoreAsync(Request(Bytes(10)))).Should().ThrowAsync<S3StoreException>();

        _uploads.Only().Should().Be("1 discovitas.s3.outcome=failed error.type=NoSuchBucket");
        _size.Measured.Should().BeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task StoreAsync_SilentStore_IsCountedAsATimeout_WhetherOrNotTheObjectCanBeLookedFor(bool canLook)
    {
        var time = new FakeTimeProvider();
        _store.OnPut = async (request, token) =>
        {
            await ReadAllAsync(request.InputStream, token);
            time.Advance(TimeSpan.FromSeconds(31));
            await Task.Delay(Timeout.Infinite, token);
            return null!;
        };
        _store.OnHead = (_, _) =>
            throw (canLook ? Error(HttpStatusCode.NotFound, "NotFound") : Error(HttpStatusCode.Forbidden, "Forbidden"));

        var upload = Service(settings => settings.RetryTimeout = TimeSpan.Zero, time).StoreAsync(Request(Bytes(10)));
        await time.PassAsync(upload);

        await upload.Awaiting(failed => failed).Should().ThrowAsync<S3StoreException>();
        _uploads.Only().Should().Be("1 discovitas.s3.outcome=failed error.type=timeout");
    }

    [Fact]
    public async Task StoreAsync_FailedByTheCallersStream_IsCountedByTheExceptionsType()
    {
        await Service().Invoking(s => s.StoreAsync(Request(new UnreadableStream())))
            .Should().ThrowAsync<InvalidDataException>();

        _uploads.Only().Should().Be("1 discovitas.s3.outcome=failed error.type=System.IO.InvalidDataException");
    }

    [Fact]
    public async Task StoreAsync_Cancelled_IsCountedAsSuch()
    {
        await Service().Invoking(s => s.StoreAsync(Request(Bytes(10)), new CancellationToken(canceled: true)))
            .Should().ThrowAsync<OperationCanceledException>();

        _uploads.Only().Should().Be("1 discovitas.s3.outcome=cancelled");
    }

    [Fact]
    public async Task StoreAsync_TriedAgain_CountsEachRetryByWhatHadFailed()
    {
        var answer = _store.OnPut;
        var failures = new Queue<Exception>(
            [Error(
                HttpStatusCode.ServiceUnavailable,
                "SlowDown"), new HttpRequestException("refused"), Error(HttpStatusCode.BadGateway,
                "<html>")]);
        _store.OnPut = (request, token) =>
            failures.TryDequeue(out var failure) ? throw failure : answer(request, token);

        await Service().StoreAsync(Request(Bytes(10)));

        _retries.Measured.SelectMany(RecordedMetric<long>.Tags)
            .Should().BeEquivalentTo("error.type=SlowDown", "error.type=no_answer", "error.type=502");
        _uploads.Only().Should().Be("1 discovitas.s3.outcome=stored");
    }

    [Fact]
    public void DirectUploads_AreCountedByTheirSteps()
    {
        var store = new StoreContext(_bucket, TimeProvider.System, NullLogger.Instance);
        Telemetry.DirectUploadCreated(store);
        Telemetry.DirectUploadCompleted(store);
        Telemetry.Rejected(store, UploadRejectionReason.ContentTypeMismatch);

        _directUploads.Measured.SelectMany(RecordedMetric<long>.Tags)
            .Should().BeEquivalentTo("discovitas.s3.step=created", "discovitas.s3.step=completed");
        _rejections.Only().Should().Be("1 discovitas.s3.rejection.reason=ContentTypeMismatch");
    }

    [Fact]
    public void ANamedStore_IsATagOfEveryMetric()
    {
        var store = new StoreContext(_bucket, TimeProvider.System, NullLogger.Instance) { Store = "avatars" };

        Telemetry.Stored(store, 5, 1);
        Telemetry.Ended(store, "stored", default, TimeSpan.FromSeconds(1));
        Telemetry.TriedAgain(store, new S3StoreException("failed"));
        Telemetry.Rejected(store, UploadRejectionReason.TooLarge);
        Telemetry.DirectUploadCreated(store);

        _size.Only().Should().Be("5 discovitas.s3.store=avatars");
        _parts.Only().Should().Be("1 discovitas.s3.store=avatars");
        _uploads.Only().Should().Be("1 discovitas.s3.outcome=stored discovitas.s3.store=avatars");
        _duration.Only().Should().Be("1 discovitas.s3.outcome=stored discovitas.s3.store=avatars");
        _retries.Only().Should().Be("1 discovitas.s3.store=avatars error.type=not_sent");
        _rejections.Only().Should().Be("1 discovitas.s3.rejection.reason=TooLarge discovitas.s3.store=avatars");
        _directUploads.Only().Should().Be("1 discovitas.s3.step=created discovitas.s3.store=avatars");
    }

    private S3Service Service(Action<S3Settings>? configure = null, TimeProvider? time = null) => _store.Service(
        settings =>
        {
            settings.Bucket = _bucket;
            configure?.Invoke(settings);
        },
        time);

    private sealed class UnreadableStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new InvalidDataException();

        public override int Read(Span<byte> buffer) => throw new InvalidDataException();
    }
}
