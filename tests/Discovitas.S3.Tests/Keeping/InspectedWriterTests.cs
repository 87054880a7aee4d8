using Discovitas.S3.Local;
using Discovitas.S3.TestSupport.Inspecting;

namespace Discovitas.S3.Tests.Keeping;

/// <summary>A file that is sent through the process is kept only once it is inspected; else nothing of it is.</summary>
public sealed class InspectedWriterTests : IAsyncLifetime
{
    private WireStore _store = null!;

    public async Task InitializeAsync() => _store = await WireStore.StartAsync();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    [InlineData(PartSize + 1)]
    public async Task StoreAsync_OfAFileThatIsAccepted_IsTheSameAsWithoutAnInspector(int size)
    {
        var request = new FileUploadRequest("a b.pdf", "application/pdf", Bytes(size))
        {
            CacheControl = "max-age=60",
            KeepFileName = true,
            Metadata = new Dictionary<string, string> { ["who"] = "Jürgen" },
            Tags = new Dictionary<string, string> { ["kind"] = "report" },
        };
        var inspector = new ScriptedInspector();
        var plain = await _store.Service().StoreAsync(request);

        var file = await _store.Inspecting(inspector).StoreAsync(request);

        file.Should().BeEquivalentTo(
            plain, options => options.Excluding(one => one.Key).Excluding(one => one.Url).Excluding(one => one.ETag));
        (await _store.LeftAsync()).Should().BeEquivalentTo(plain.Key, file.Key);
        SameBytes(await _store.ReadAsync(file.Key), Bytes(size));
        SameBytes(inspector.Contents.Single(), Bytes(size));
        var (expected, head) = (await _store.HeadAsync(plain.Key), await _store.HeadAsync(file.Key));
        file.ETag.Should().Be(head.ETag);
        head.Headers.CacheControl.Should().Be("max-age=60");
        head.Headers.ContentDisposition.Should().Be(expected.Headers.ContentDisposition);
        head.Headers.ContentType.Should().Be("application/pdf");
        head.Metadata["who"].Should().Be(expected.Metadata["who"]);
        (await _store.TagsAsync(file.Key)).Should().Equal(request.Tags);
    }

    [Fact]
    public async Task StoreAsync_ReadsAndCopiesOnlyTheBytesThatItHasWritten()
    {
        var store = new StoreMock { OnGet = () => Bytes(10) };
        CopyObjectRequest? copy = null;
        GetObjectRequest? read = null;
        store.Mock.Setup(s3 => s3.CopyObjectAsync(It.IsAny<CopyObjectRequest>(), It.IsAny<CancellationToken>()))
            .Callback((CopyObjectRequest request, CancellationToken _) => copy = request)
            .ReturnsAsync(FromStore(new CopyObjectResponse { ETag = "\"copy\"" }));
        store.Mock.Setup(s3 => s3.GetObjectAsync(It.IsAny<GetObjectRequest>(), It.IsAny<CancellationToken>()))
            .Callback((GetObjectRequest request, CancellationToken _) => read = request)
            .ReturnsAsync(() => FromStore(new GetObjectResponse { ResponseStream = new MemoryStream(Bytes(10)) }));
        var settings = new S3Settings { Bucket = "b", Region = "eu-west-1" };
        var extensions = new S3Extensions { Inspectors = [new ScriptedInspector()] };
        var service = new S3Service(store.Mock.Object, settings, extensions);

        var file = await service.StoreAsync(Request(Bytes(10)));

        var pending = file.Key.Replace("uploads/", "pending/", StringComparison.Ordinal);
        (store.Put!.Key, read!.Key, read.EtagToMatch).Should().Be((pending, pending, "\"put\""));
        (copy!.SourceKey, copy.DestinationKey, copy.ETagToMatch).Should().Be((pending, file.Key, "\"put\""));
        file.ETag.Should().Be("\"copy\"");
        store.Calls.Should().Equal("Put", "Delete");
    }

    [Fact]
    public async Task StoreAsync_DescribesTheFile_WhichIsNotKeptYet_AndCanBeReadTwice()
    {
        var left = new List<string>();
        var inspector = new ScriptedInspector(async (file, _) =>
        {
            left.AddRange(await _store.LeftAsync());
            (await ScriptedInspector.ReadAsync(file)).Should().Equal(1, 2, 3);
            return null;
        });
        var request = new FileUploadRequest("a.txt", "text/plain", new byte[] { 1, 2, 3 })
        {
            Metadata = new Dictionary<string, string> { ["who"] = "x" },
        };

        var kept = await _store.Inspecting(inspector).StoreAsync(request);

        var file = inspector.Files.Single();
        (file.Key, file.FileName, file.ContentType, file.Size, file.ETag)
            .Should().Be((kept.Key, "a.txt", "text/plain", 3L, "\"5289df737df57326fcdd22597afb1fac\""));
        file.Metadata.Should().Equal(request.Metadata);
        (await file.Invoking(one => one.OpenReadAsync()).Should().ThrowAsync<S3StoreException>("it is kept now"))
            .Which.IsMissing.Should().BeTrue();
        left.Should().Equal(kept.Key.Replace("uploads/", "pending/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(PartSize + 1)]
    public async Task StoreAsync_OfAFileThatIsRejected_StoresNothing_AndSaysWhy(int size)
    {
        var service = _store.Inspecting(new ScriptedInspector(() => "It is evil."));

        var rejection = await service.Invoking(s => s.StoreAsync(Request(Bytes(size))))
            .Should().ThrowAsync<UploadRejectedException>().WithMessage("It is evil.");

        rejection.Which.Reason.Should().Be(UploadRejectionReason.RejectedByInspector);
        (await _store.LeftAsync()).Should().BeEmpty();
        _store.Logger.Collector.GetSnapshot().Select(entry => entry.Message).Should()
            .ContainMatch("ScriptedInspector rejected uploads/*")
            .And.Contain("Rejected an upload: RejectedByInspector");
    }

    [Fact]
    public async Task StoreAsync_WithAnInspectorThatFails_StoresNothing_AndWorksLater()
    {
        var isDown = true;
        var service = _store.Inspecting(new ScriptedInspector(
            () => isDown ? throw new InvalidOperationException("a secret") : null));

        var failure = await service.Invoking(s => s.StoreAsync(Request(Bytes(10))))
            .Should().ThrowAsync<UploadInspectionException>();

        failure.Which.Message.Should().Contain("ScriptedInspector failed").And.NotContain("secret");
        (failure.Which.Inspector, failure.Which.IsTimeout).Should().Be((nameof(ScriptedInspector), false));
        failure.Which.InnerException.Should().BeOfType<InvalidOperationException>();
        (await _store.LeftAsync()).Should().BeEmpty();
        isDown = false;
        var file = await service.StoreAsync(Request(Bytes(10)));
        (await _store.LeftAsync()).Should().Equal(file.Key);
    }

    [Fact]
    public async Task StoreAsync_WithAnInspectorThatNeverEnds_StoresNothing()
    {
        var endless = new ScriptedInspector((_, _) => new TaskCompletionSource<string?>().Task);
        var service = _store.Inspecting(endless, settings => settings.InspectionTimeout = TimeSpan.FromSeconds(1));

        (await service.Invoking(s => s.StoreAsync(Request(Bytes(10))))
            .Should().ThrowAsync<UploadInspectionException>().WithMessage("*had not inspected it after 1 s*"))
            .Which.IsTimeout.Should().BeTrue();

        (await _store.LeftAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task StoreAsync_ThatIsCancelledDuringTheInspection_StoresNothing()
    {
        using var cancel = new CancellationTokenSource();
        var service = _store.Inspecting(new ScriptedInspector(async (_, token) =>
        {
            await cancel.CancelAsync();
            token.ThrowIfCancellationRequested();
            return null;
        }));

        await service.Invoking(s => s.StoreAsync(Request(Bytes(10)), cancel.Token))
            .Should().ThrowAsync<OperationCanceledException>();

        (await _store.LeftAsync()).Should().BeEmpty();
    }

    // The inspector has said nothing at all, so that nobody knows what it would have said.
    [Fact]
    public async Task StoreAsync_OfAFileThatIsPending_IsNotInspectedYet()
    {
        var inspector = new ScriptedInspector(() => "It is evil.");

        var file = await _store.Inspecting(inspector).StoreAsync(Request(Bytes(10)) with { Pending = true });

        inspector.Files.Should().BeEmpty();
        (await _store.LeftAsync()).Should().Equal(file.PendingKey);
    }

    [Theory]
    [InlineData(S3Operation.CopyObject)]
    [InlineData(S3Operation.GetObject)]
    public async Task StoreAsync_WhereTheStoreFails_StoresNothing(S3Operation operation)
    {
        var service = _store.Inspecting(new ScriptedInspector());
        _store.OnCall = call => call.Operation == operation
            ? S3Fault.Error(HttpStatusCode.Forbidden, "AccessDenied")
            : null;

        var failure = (await service.Invoking(s => s.StoreAsync(Request(Bytes(10)))).Should().ThrowAsync<Exception>())
            .Which;

        (failure as S3StoreException ?? failure.InnerException).Should().BeOfType<S3StoreException>();
        (await _store.LeftAsync()).Should().BeEmpty();
    }
}
