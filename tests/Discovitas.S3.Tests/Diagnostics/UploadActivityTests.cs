using System.Diagnostics;
using Discovitas.S3.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;

namespace Discovitas.S3.Tests.Diagnostics;

/// <summary>The span of an upload. Names are spelt out: dashboards rest on them.</summary>
public sealed class UploadActivityTests : IDisposable
{
    private readonly string _bucket = $"bucket-{Guid.NewGuid():N}";
    private readonly StoreMock _store = new();
    private readonly RecordedActivities _activities = new();

    public void Dispose() => _activities.Dispose();

    [Fact]
    public async Task StoreAsync_OfOnePart_IsOneClientSpanBelowTheCallers()
    {
        using var caller = new Activity("caller").Start();

        var file = await Service().StoreAsync(Request(Bytes(1000)));

        Activity.Current.Should().BeSameAs(caller);
        var span = _activities.Of(_bucket).Should().ContainSingle().Which;
        span.DisplayName.Should().Be("S3 upload");
        span.Kind.Should().Be(ActivityKind.Client);
        span.ParentSpanId.Should().Be(caller.SpanId);
        span.Status.Should().Be(ActivityStatusCode.Unset);
        span.Events.Should().BeEmpty();
        span.TagObjects.Should().BeEquivalentTo(new Dictionary<string, object>
        {
            ["aws.s3.bucket"] = _bucket,
            ["aws.s3.key"] = file.Key,
            ["discovitas.s3.outcome"] = "stored",
            ["discovitas.s3.upload.content_type"] = "image/jpeg",
            ["discovitas.s3.upload.size"] = 1000L,
            ["discovitas.s3.upload.parts"] = 1,
        });
    }

    [Fact]
    public async Task StoreAsync_OfManyParts_NamesTheMultipartUpload()
    {
        await Service().StoreAsync(Request(Bytes((2 * PartSize) + 1)));

        var span = _activities.Of(_bucket).Should().ContainSingle().Which;
        span.GetTagItem("aws.s3.upload_id").Should().Be(UploadId);
        span.GetTagItem("discovitas.s3.upload.parts").Should().Be(3);
        span.GetTagItem("discovitas.s3.upload.size").Should().Be((2L * PartSize) + 1);
    }

    [Fact]
    public void Start_OfANamedStore_TagsTheSpanWithIt()
    {
        var store = new StoreContext(_bucket, TimeProvider.System, NullLogger.Instance) { Store = "avatars" };

        UploadActivity.Start(store).Dispose();

        _activities.Of(_bucket).Should().ContainSingle().Which.GetTagItem("discovitas.s3.store").Should().Be("avatars");
    }

    [Fact]
    public async Task StoreAsync_Rejected_IsNoErrorAndSaysWhichRule()
    {
        await Service(settings => settings.MaxFileSize = 9).Invoking(s => s.StoreAsync(Request(Bytes(10))))
            .Should().ThrowAsync<UploadRejectedException>();

        var span = _activities.Of(_bucket).Should().ContainSingle().Which;
        span.Status.Should().Be(ActivityStatusCode.Unset);
        span.GetTagItem("discovitas.s3.outcome").Should().Be("rejected");
        span.GetTagItem("discovitas.s3.rejection.reason").Should().Be("TooLarge");
        span.GetTagItem("error.type").Should().BeNull();
    }

    [Fact]
    public async Task StoreAsync_FailedByTheStore_IsAnErrorWithItsCodeAndTheException()
    {
        _store.OnPut = (_, _) => throw Error(HttpStatusCode.Forbidden, "AccessDenied");

        var failure = await Service().Invoking(s => s.StoreAsync(Request(Bytes(10))))
            .Should().ThrowAsync<S3StoreException>();

        var span = _activities.Of(_bucket).Should().ContainSingle().Which;
        span.Status.Should().Be(ActivityStatusCode.Error);
        span.StatusDescription.Should().Be(failure.Which.Message);
        span.GetTagItem("discovitas.s3.outcome").Should().Be("failed");
        span.GetTagItem("error.type").Should().Be("AccessDenied");
        span.GetTagItem("http.response.status_code").Should().Be(403);
        span.GetTagItem("aws.request_id").Should().Be("request-1");
        var exception = span.Events.Should().ContainSingle().Which;
        exception.Name.Should().Be("exception");
        exception.Tags.Should().Contain("exception.type", typeof(S3StoreException).FullName)
            .And.Contain("exception.message", failure.Which.Message);
        exception.Tags.Select(tag => tag.Key).Should().Contain("exception.stacktrace");
    }

    [Fact]
    public async Task StoreAsync_Cancelled_IsNoError()
    {
        await Service().Invoking(s => s.StoreAsync(Request(Bytes(10)), new CancellationToken(canceled: true)))
            .Should().ThrowAsync<OperationCanceledException>();

        var span = _activities.Of(_bucket).Should().ContainSingle().Which;
        span.Status.Should().Be(ActivityStatusCode.Unset);
        span.GetTagItem("discovitas.s3.outcome").Should().Be("cancelled");
    }

    [Fact]
    public async Task StoreAsync_OfWhatTellsOfTheCaller_PutsNothingOfItIntoTheSpan()
    {
        const string secret = "Juergen-2026";
        var content = UploadContent.FromFile($"/nowhere/{secret}.jpg");
        var file = new FileUploadRequest($"{secret}.jpg", "image/jpeg", content)
        {
            KeepFileName = true,
            Metadata = new Dictionary<string, string> { ["who"] = secret },
        };
        await Service().Invoking(s => s.StoreAsync(file)).Should().ThrowAsync<Exception>();
        await Service(settings => settings.AllowedExtensions.Add("png")).Invoking(s => s.StoreAsync(file))
            .Should().ThrowAsync<UploadRejectedException>();
        await Service(settings => (settings.AccessKeyId, settings.SecretAccessKey) = (secret, secret))
            .StoreAsync(file with { Content = Bytes(10) });

        var recorded = from span in _activities.Of(_bucket)
                       let events = span.Events.SelectMany(one => one.Tags)
                       from tag in span.TagObjects.Concat(events).Append(new("", span.StatusDescription))
                       select $"{tag.Value}";

        _activities.Of(_bucket).Should().HaveCount(3);
        recorded.Should().NotContainMatch($"*{secret}*");
    }

    [Fact]
    public async Task StoreAsync_WithNobodyListening_TagsNoSpanOfTheCaller()
    {
        _activities.Dispose();
        using var caller = new Activity("caller").Start();

        await Service().StoreAsync(Request(Bytes(2 * PartSize)));

        caller.TagObjects.Should().BeEmpty();
    }

    private static FileUploadRequest Request(byte[] bytes) => new("example.jpg", "image/jpeg", bytes);

    private S3Service Service(Action<S3Settings>? configure = null) => _store.Service(settings =>
    {
        settings.Bucket = _bucket;
        configure?.Invoke(settings);
    });
}
