using Discovitas.S3.Local;
using Discovitas.S3.Writing;

namespace Discovitas.S3.Tests.Writing;

/// <summary>A copy is of the bytes that were verified, or there is none.</summary>
public sealed class ObjectCopierTests : IAsyncLifetime
{
    private const int MaxCopy = 5 * MiB;

    private static readonly ObjectKey Target = Key("uploads/0f8fad5b-d9cb-469f-a165-70867728950e");

    private WireStore _store = null!;

    public async Task InitializeAsync() => _store = await WireStore.StartAsync();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(MaxCopy, 0)]
    [InlineData(MaxCopy + 1, 2)]
    [InlineData((2 * MaxCopy) + 7, 3)]
    public async Task CopyAsync_OfAnySize_HoldsTheSameBytes_InPartsIfItIsLarge(int size, int parts)
    {
        var copy = await SourceAsync(size);

        var etag = await Copier().CopyAsync(copy);

        _store.Calls.Count(call => call == S3Operation.UploadPartCopy).Should().Be(parts);
        SameBytes(await _store.ReadAsync(Target.Value), Bytes(size));
        (await _store.HeadAsync(Target.Value)).ETag.Should().Be(etag);
        (await _store.HeadAsync(Target.Value)).Headers.ContentType.Should().Be("image/png");
    }

    [Theory]
    [InlineData(10)]
    [InlineData(MaxCopy + 1)]
    public async Task CopyAsync_OfBytesThatWereReplaced_FailsAndLeavesNothing(int size)
    {
        var copy = (await SourceAsync(size)) with { ETag = "\"00000000000000000000000000000000\"" };

        var failure = await Copier().Invoking(copier => copier.CopyAsync(copy)).Should().ThrowAsync<S3StoreException>();

        failure.Which.StatusCode.Should().Be(HttpStatusCode.PreconditionFailed);
        (await _store.LeftAsync()).Should().Equal(copy.Source.Value);
    }

    [Theory]
    [InlineData(10, S3Operation.CopyObject)]
    [InlineData(MaxCopy + 1, S3Operation.UploadPartCopy)]
    public async Task CopyAsync_AnsweredWithoutAnETag_IsAskedForAgain(int size, S3Operation operation)
    {
        var copy = await SourceAsync(size);
        _store.OnCall = call => call.Operation == operation && call.OperationNumber < 3 ? S3Fault.NoETag : null;

        await Copier().CopyAsync(copy);

        _store.Calls.Count(call => call == operation).Should().BeGreaterThan(2);
        SameBytes(await _store.ReadAsync(Target.Value), Bytes(size));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CopyAsync_InParts_WhoseCompletionIsCarriedOutButLostOrDenied_Succeeds(bool isDenied)
    {
        var copy = await SourceAsync(MaxCopy + 1);
        var fault = isDenied ? S3Fault.Error(HttpStatusCode.Forbidden, "AccessDenied") : S3Fault.Reset;
        _store.OnCall = call =>
            call.Operation is S3Operation.CompleteMultipartUpload ? fault.AfterCarryingOut() : null;

        var etag = await Copier().CopyAsync(copy);

        (await _store.HeadAsync(Target.Value)).ETag.Should().Be(etag);
    }

    [Theory]
    [InlineData(25_001, 1, 3)]
    [InlineData(20_000, 1, 2)]
    [InlineData(20_000, 3, 3)]
    public async Task CopyAsync_OfAVeryLargeObject_TakesNoMorePartsThanAllowed(int size, int maxCopy, int partSize)
    {
        var store = new StoreMock();
        InitiateMultipartUploadRequest? created = null;
        var answer = store.OnCreate;
        store.OnCreate = (request, token) => answer(created = request, token);
        var parts = new List<(int Number, long First, long Last)>();
        store.Mock.Setup(s3 => s3.CopyPartAsync(It.IsAny<CopyPartRequest>(), It.IsAny<CancellationToken>()))
            .Callback((CopyPartRequest part, CancellationToken _) =>
                parts.Add((part.PartNumber!.Value, part.FirstByte!.Value, part.LastByte!.Value)))
            .ReturnsAsync(FromStore(new CopyPartResponse { ETag = "\"part\"" }));
        var headers = ObjectHeaders.Restore("image/png", [], tags: null, new S3Settings());

        await new ObjectCopier(store.Caller(), maxCopy)
            .CopyAsync(new ObjectCopy(Key("uploads/0f8fad5b-d9cb-469f-a165-70867728950e"), "e", size, Target, headers));

        parts.Should().HaveCountLessOrEqualTo(10_000);
        parts[0].Should().Be((1, 0, partSize - 1));
        parts.Zip(parts.Skip(1)).Should().OnlyContain(pair =>
            pair.Second.Number == pair.First.Number + 1 && pair.Second.First == pair.First.Last + 1);
        parts[^1].Last.Should().Be(size - 1);
        created!.ChecksumAlgorithm.Should().BeNull("copied parts are sent without checksums");
        created.ChecksumType.Should().BeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CopyAsync_SetsTheTagsOfItsHeaders_AndWhatTheStoreMayForgetAgain(bool isAmazon)
    {
        var store = new StoreMock();
        CopyObjectRequest? copied = null;
        store.Mock.Setup(s3 => s3.CopyObjectAsync(It.IsAny<CopyObjectRequest>(), It.IsAny<CancellationToken>()))
            .Callback((CopyObjectRequest request, CancellationToken _) => copied = request)
            .ReturnsAsync((CopyObjectResponse)null!);
        var tags = new Dictionary<string, string> { ["kind"] = "report" };
        var headers = ObjectHeaders.Restore("image/png", [], tags, new S3Settings());
        var caller = store.Caller(settings => settings.ServiceUrl = isAmazon ? null : "https://s3.example.com");

        (await new ObjectCopier(caller).CopyAsync(new ObjectCopy(Target, "e", 10, Target, headers))).Should().BeEmpty();

        copied!.TaggingDirective.Should().Be(TaggingDirective.REPLACE);
        copied.TagSet.Should().ContainSingle().Which.Key.Should().Be("kind");
        store.Mock.Verify(
            s3 => s3.PutObjectTaggingAsync(It.IsAny<PutObjectTaggingRequest>(), It.IsAny<CancellationToken>()),
            Times.Exactly(isAmazon ? 0 : 1));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("CopyPart")]
    [InlineData("Complete")]
    public async Task CopyAsync_InParts_OnAnAppsClient_RemovesWhatItsHiddenAttemptsHaveStarted(string? denied)
    {
        var store = new StoreMock();
        var aborted = new List<string>();
        var abort = store.OnAbort;
        store.OnAbort = (request, token) =>
        {
            aborted.Add(request.UploadId);
            return abort(request, token);
        };
        ListUploads(store, () => FromStore(new ListMultipartUploadsResponse
        {
            MultipartUploads =
            [
                new Amazon.S3.Model.MultipartUpload { Key = Target.Value, UploadId = "hidden" },
                new Amazon.S3.Model.MultipartUpload { Key = Target.Value, UploadId = UploadId },
            ],
        }));
        Deny(store, denied);

        await CopyInPartsAsync(store, succeeds: denied is null);

        aborted.Should().Equal(denied is null ? ["hidden"] : ["hidden", UploadId]);
        store.Calls.SkipWhile(call => call is not "Abort").Should().NotContain(
            "Head", "the store has confirmed that it had the upload, so it has not completed it");
    }

    [Fact]
    public async Task CopyAsync_InParts_WhoseHiddenUploadsCannotBeListed_SaysThatOneMayRemain()
    {
        var store = new StoreMock();
        ListUploads(store, () => throw Error(HttpStatusCode.Forbidden, "AccessDenied"));
        Deny(store, "CopyPart");

        (await CopyInPartsAsync(store, succeeds: false))!.UnfinishedUploadId.Should().Be("unknown");
    }

    private static void ListUploads(StoreMock store, Func<ListMultipartUploadsResponse> answer) =>
        store.Mock.Setup(
            s3 => s3.ListMultipartUploadsAsync(It.IsAny<ListMultipartUploadsRequest>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(answer);

    private static void Deny(StoreMock store, string? call)
    {
        var copies = store.Mock.Setup(
            s3 => s3.CopyPartAsync(It.IsAny<CopyPartRequest>(), It.IsAny<CancellationToken>()));
        if (call is "CopyPart")
        {
            copies.ThrowsAsync(Error(HttpStatusCode.Forbidden, "AccessDenied"));
            return;
        }

        copies.ReturnsAsync(FromStore(new CopyPartResponse { ETag = "\"part\"" }));
        var complete = store.OnComplete;
        store.OnComplete = (request, token) =>
            call is null ? complete(request, token) : throw Error(HttpStatusCode.Forbidden, "AccessDenied");
    }

    private static async Task<S3StoreException?> CopyInPartsAsync(StoreMock store, bool succeeds)
    {
        var headers = ObjectHeaders.Restore("image/png", [], tags: null, new S3Settings());
        var copy = new ObjectCopy(Key(StoreMock.Key), "e", 20, Target, headers);
        var copying = FluentActions.Awaiting(() => new ObjectCopier(store.Caller(), maxCopy: 10).CopyAsync(copy));
        if (succeeds)
        {
            await copying();
            return null;
        }

        return (await copying.Should().ThrowAsync<S3StoreException>()).Which;
    }

    private static ObjectKey Key(string text) =>
        ObjectKey.TryParse(text, "uploads/", out var key) ? key : throw new ArgumentException(text);

    private ObjectCopier Copier() => new(_store.Caller(), MaxCopy);

    private async Task<ObjectCopy> SourceAsync(int size)
    {
        var source = await _store.Service(settings => settings.MaxParallelism = 1)
            .StoreAsync(Request(Bytes(size)) with { CacheControl = "max-age=1" });
        var headers = ObjectHeaders.Restore("image/png", [], tags: null, new S3Settings());
        return new ObjectCopy(Key(source.Key), source.ETag, size, Target, headers);
    }
}
