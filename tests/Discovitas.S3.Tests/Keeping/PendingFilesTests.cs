using Discovitas.S3.Local;

namespace Discovitas.S3.Tests.Keeping;

/// <summary>A file that waits, and is kept once, however often that is asked for.</summary>
public sealed class PendingFilesTests : IAsyncLifetime
{
    private WireStore _store = null!;

    public async Task InitializeAsync() => _store = await WireStore.StartAsync();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task KeepAsync_OfAPendingFile_HasAllThatItWasStoredWith()
    {
        var service = _store.Service();
        var request = new FileUploadRequest("a b.pdf", "application/pdf", "%PDF-1.7"u8.ToArray())
        {
            Pending = true,
            CacheControl = "max-age=60",
            KeepFileName = true,
            Metadata = new Dictionary<string, string> { ["who"] = "Jürgen" },
            Tags = new Dictionary<string, string> { ["kind"] = "report" },
        };
        var pending = await service.StoreAsync(request);

        var kept = await service.KeepAsync(pending.Key);

        kept.Should().Be(pending with { PendingKey = null });
        (await _store.LeftAsync()).Should().Equal(kept.Key);
        var head = await _store.HeadAsync(kept.Key);
        head.Headers.CacheControl.Should().Be("max-age=60");
        head.Headers.ContentDisposition.Should().Be("inline; filename=\"a b.pdf\"");
        (await service.GetMetadataAsync(kept.Key))!.Metadata.Should().Equal(request.Metadata);
        (await _store.TagsAsync(kept.Key)).Should().Equal(request.Tags);
    }

    [Fact]
    public async Task KeepAsync_OfAFileThatIsKept_RemovesWhatAnEarlierCallLeft_AndCopiesNothing()
    {
        var service = _store.Service();
        var pending = await service.StoreAsync(Request(Bytes(10)) with { Pending = true });
        _store.OnCall = call => call.Operation is S3Operation.DeleteObject
            ? S3Fault.Error(HttpStatusCode.Forbidden, "AccessDenied")
            : null;
        var kept = await service.KeepAsync(pending.Key);
        (await _store.LeftAsync()).Should().BeEquivalentTo(kept.Key, pending.PendingKey);
        _store.OnCall = _ => null;

        (await service.KeepAsync(pending.PendingKey!)).Should().Be(kept);

        _store.Calls.Should().ContainSingle(call => call == S3Operation.CopyObject);
        (await _store.LeftAsync()).Should().Equal(kept.Key);
    }

    [Fact]
    public async Task KeepAsync_OfAFileThatWasNeverStored_SaysThatItIsMissing()
    {
        var failure = await _store.Service().Invoking(s => s.KeepAsync(Key))
            .Should().ThrowAsync<S3StoreException>().WithMessage("*neither pending nor kept*");

        failure.Which.IsMissing.Should().BeTrue();
        _store.Calls.Should().NotContain(S3Operation.CopyObject);
    }

    [Fact]
    public async Task KeepAsync_OfAFileWithoutTags_SetsNone()
    {
        var service = _store.Service();
        var pending = await service.StoreAsync(Request(Bytes(10)) with { Pending = true });

        await service.KeepAsync(pending.Key);

        _store.Calls.Should().NotContain(S3Operation.PutObjectTagging);
    }

    [Fact]
    public async Task KeepAsync_OnAmazon_LetsTheStoreCopyTheTags()
    {
        var store = new StoreMock();
        CopyObjectRequest? copy = null;
        store.OnHead = (request, _) => copy is not null || request.Key.StartsWith("pending/", StringComparison.Ordinal)
            ? Task.FromResult(Head(Bytes(10)))
            : throw Error(HttpStatusCode.NotFound, "NotFound");
        store.Mock.Setup(s3 => s3.CopyObjectAsync(It.IsAny<CopyObjectRequest>(), It.IsAny<CancellationToken>()))
            .Callback((CopyObjectRequest request, CancellationToken _) => copy = request)
            .ReturnsAsync(FromStore(new CopyObjectResponse { ETag = "\"copy\"" }));

        await store.Service().KeepAsync(Key);

        copy!.TaggingDirective.Should().Be(TaggingDirective.COPY);
        copy.TagSet.Should().BeNullOrEmpty();
        copy.Headers.ContentType.Should().BeNullOrEmpty("the source has none");
        copy.ETagToMatch.Should().Be("\"found\"");
        store.Mock.Verify(
            s3 => s3.GetObjectTaggingAsync(It.IsAny<GetObjectTaggingRequest>(), It.IsAny<CancellationToken>()),
            Times.Never);
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public async Task KeepAsync_WhoseCopyIsFoundWithAnotherSize_DoesNotBelieveIt(int size, bool isKept)
    {
        var store = new StoreMock();
        var isCopied = false;
        store.OnHead = (request, _) =>
            request.Key.StartsWith("pending/", StringComparison.Ordinal) ? Task.FromResult(Head(Bytes(10)))
            : isCopied ? Task.FromResult(Head(Bytes(size)))
            : throw Error(HttpStatusCode.NotFound, "NotFound");
        store.Mock.Setup(s3 => s3.CopyObjectAsync(It.IsAny<CopyObjectRequest>(), It.IsAny<CancellationToken>()))
            .Callback(() => isCopied = true)
            .ReturnsAsync(FromStore(new CopyObjectResponse { ETag = "\"copy\"" }));
        var keep = store.Service().Invoking(s => s.KeepAsync(Key));

        if (isKept)
        {
            (await keep()).Size.Should().Be(size);
            return;
        }

        await keep.Should().ThrowAsync<S3StoreException>().WithMessage("*does not come from the store*");
        store.Calls.Should().NotContain("Delete", "the pending object may be the only one");
    }

    [Fact]
    public async Task KeepAsync_OfALargeFileOnAmazon_ReadsTheTags_SinceACopyInPartsTakesNone()
    {
        var store = new StoreMock();
        InitiateMultipartUploadRequest? created = null;
        store.OnCreate = (request, _) =>
        {
            created = request;
            return Task.FromResult(FromStore(new InitiateMultipartUploadResponse { UploadId = UploadId }));
        };
        store.OnHead = (request, _) =>
            created is not null || request.Key.StartsWith("pending/", StringComparison.Ordinal)
                ? Task.FromResult(Head(2048L * MiB, null))
                : throw Error(HttpStatusCode.NotFound, "NotFound");
        store.Mock.Setup(
            s3 => s3.GetObjectTaggingAsync(It.IsAny<GetObjectTaggingRequest>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(new GetObjectTaggingResponse { Tagging = [new Tag { Key = "kind", Value = "report" }] });

        (await store.Service().KeepAsync(Key))
            .ContentType.Should().BeEmpty();

        created!.TagSet.Should().ContainSingle().Which.Value.Should().Be("report");
    }
}
