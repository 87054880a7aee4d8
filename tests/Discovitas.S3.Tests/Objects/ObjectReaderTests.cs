using Amazon.Runtime;

namespace Discovitas.S3.Tests.Objects;

/// <summary>What is read is what was asked for, or the read fails.</summary>
public sealed class ObjectReaderTests : IDisposable
{
    private readonly StoreMock _store = new();
    private readonly UnseekableStream _body = new([1, 2, 3]);

    public void Dispose() => _body.Dispose();

    [Theory]
    [InlineData(5L, 5L, "bytes 5-9/10")]
    [InlineData(5L, null, "BYTES 5-9/10")]
    [InlineData(0L, 5L, "bytes 0-4/10")]
    public async Task OpenReadAsync_AnsweredWithTheRange_ReturnsIt(long offset, long? length, string? range)
    {
        Answer(HttpStatusCode.PartialContent, range, contentLength: 5);

        await using var file = await _store.Service().OpenReadAsync(Key, offset, length);

        (file.Offset, file.Length).Should().Be((offset, 5));
        (await ReadAllAsync(file.Content)).Should().Equal(1, 2, 3);
    }

    [Theory]
    [InlineData(HttpStatusCode.PartialContent, 5L, 5L, "bytes 0-4/10", 5)]
    [InlineData(HttpStatusCode.PartialContent, 5L, 5L, "bytes 50-54/100", 5)]
    [InlineData(HttpStatusCode.PartialContent, 5L, 5L, "bytes 5-9/10", 4)]
    [InlineData(HttpStatusCode.PartialContent, 5L, 5L, "bytes 5-10/11", 6)]
    [InlineData(HttpStatusCode.PartialContent, 5L, null, null, 5)]
    [InlineData(HttpStatusCode.PartialContent, 5L, null, "pages 1-2/3", 5)]
    [InlineData(HttpStatusCode.OK, 5L, null, null, 10)]
    [InlineData(HttpStatusCode.OK, 5L, 10L, null, 10)]
    [InlineData(HttpStatusCode.OK, 0L, 5L, null, 6)]
    public async Task OpenReadAsync_AnsweredWithAnythingElse_FailsAndClosesIt(
        HttpStatusCode status, long offset, long? length, string? range, long contentLength)
    {
        Answer(status, range, contentLength);

        await _store.Service().Invoking(s => s.OpenReadAsync(Key, offset, length))
            .Should().ThrowAsync<S3StoreException>().WithMessage("*instead of the requested range*");

        _body.IsDisposed.Should().BeTrue();
    }

    [Theory]
    [InlineData(5L)]
    [InlineData(6L)]
    public async Task OpenReadAsync_OfARangeThatIsTheWholeFile_IsWhatAnOkHolds(long length)
    {
        Answer(HttpStatusCode.OK, range: null, contentLength: 5);

        await using var file = await _store.Service().OpenReadAsync(Key, 0, length);

        file.Length.Should().Be(5);
    }

    [Theory]
    [InlineData("bytes 5-9/10", 10)]
    [InlineData("bytes 5-9/*", 5)]
    public async Task OpenReadAsync_ReturnsTheSizeOfTheWhole_IfTheStoreSaysIt(string range, long size)
    {
        Answer(HttpStatusCode.PartialContent, range, contentLength: 5);

        await using var file = await _store.Service().OpenReadAsync(Key, 5, 5);

        file.Size.Should().Be(size);
        file.ContentType.Should().BeEmpty("the store says none");
    }

    [Fact]
    public async Task OpenReadAsync_ReturnsWhatTheStoreSaysOfTheFile()
    {
        var response = Answer(HttpStatusCode.OK, range: null, contentLength: 3);
        response.LastModified = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc).ToLocalTime();
        response.Headers.ContentType = "image/png";

        await using var file = await _store.Service().OpenReadAsync(Key);

        (file.ContentType, file.ETag, file.Offset, file.Size).Should().Be(("image/png", "\"found\"", 0, 3));
        file.LastModified.Should().Be(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("\"found\"", true)]
    [InlineData("found", true)]
    [InlineData("\"other\"", false)]
    [InlineData(null, false)]
    public async Task OpenReadAsync_OnAStoreWithoutRequestIds_LooksWhetherTheFileIsListed(string? listed, bool isRead)
    {
        Answer(HttpStatusCode.OK, range: null, contentLength: 3).ResponseMetadata = new ResponseMetadata();
        _store.Mock.Setup(s => s.ListObjectsV2Async(It.IsAny<ListObjectsV2Request>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(new ListObjectsV2Response
            {
                Name = "b",
                S3Objects = listed is null ? null : [new S3Object { Key = Key, ETag = listed }],
                ResponseMetadata = new ResponseMetadata(),
            });
        var service = _store.Service();

        if (isRead)
        {
            await using var file = await service.OpenReadAsync(Key);
            (await ReadAllAsync(file.Content)).Should().Equal(1, 2, 3);
            return;
        }

        await service.Invoking(s => s.OpenReadAsync(Key))
            .Should().ThrowAsync<S3StoreException>().WithMessage("*does not come from the store*");
        _body.IsDisposed.Should().BeTrue();
    }

    [Fact]
    public async Task OpenReadAsync_OfAnAnswerWithoutALength_Fails()
    {
        Answer(HttpStatusCode.OK, range: null, contentLength: 3).Headers["Content-Length"] = null;

        await _store.Service().Invoking(s => s.OpenReadAsync(Key))
            .Should().ThrowAsync<S3StoreException>().WithMessage("*does not state the length*");
        _body.IsDisposed.Should().BeTrue();
    }

    [Fact]
    public async Task OpenReadAsync_OfASuccessWithoutAnETag_Fails()
    {
        Answer(HttpStatusCode.OK, range: null, contentLength: 3).ETag = null;

        await _store.Service().Invoking(s => s.OpenReadAsync(Key))
            .Should().ThrowAsync<S3StoreException>().WithMessage("*without an ETag*");
    }

    private GetObjectResponse Answer(HttpStatusCode status, string? range, long contentLength)
    {
        var response = FromStore(new GetObjectResponse
        {
            ResponseStream = _body,
            ContentRange = range,
            ContentLength = contentLength,
            ETag = "\"found\"",
        });
        response.HttpStatusCode = status;
        _store.Mock.Setup(s3 => s3.GetObjectAsync(It.IsAny<GetObjectRequest>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(response);
        return response;
    }
}
