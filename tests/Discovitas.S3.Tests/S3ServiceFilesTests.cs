namespace Discovitas.S3.Tests;

/// <summary>What can be done with a file that is there.</summary>
public sealed class S3ServiceFilesTests
{
    private const string Key = "uploads/a/0f8fad5b-d9cb-469f-a165-70867728950e.png";

    private readonly StoreMock _store = new();

    [Theory]
    [InlineData(Key)]
    [InlineData("https://b.s3.eu-west-1.amazonaws.com/" + Key)]
    public void GetPublicUrl_OfAKeyOrUrl_IsItsUrl(string keyOrUrl) =>
        _store.Service().GetPublicUrl(keyOrUrl).Should().Be("https://b.s3.eu-west-1.amazonaws.com/" + Key);

    [Theory]
    [InlineData("")]
    [InlineData("uploads/")]
    [InlineData("secret.txt")]
    [InlineData("uploads/../secret/0f8fad5b-d9cb-469f-a165-70867728950e.png")]
    [InlineData("https://elsewhere.example.com/" + Key)]
    public async Task EveryMethod_RejectsWhatThisServiceDidNotGiveOut(string foreign)
    {
        var service = _store.Service();

        service.Invoking(s => s.GetPublicUrl(foreign))
            .Should().Throw<ArgumentException>().WithParameterName("keyOrUrl");
        await service.Invoking(s => s.GetMetadataAsync(foreign)).Should().ThrowAsync<ArgumentException>();
        await service.Invoking(s => s.ExistsAsync(foreign)).Should().ThrowAsync<ArgumentException>();
        await service.Invoking(s => s.OpenReadAsync(foreign)).Should().ThrowAsync<ArgumentException>();
        await service.Invoking(s => s.DeleteAsync(foreign)).Should().ThrowAsync<ArgumentException>();
        await service.Invoking(s => s.DeleteAsync([Key, foreign])).Should().ThrowAsync<ArgumentException>();
        await service.Invoking(s => s.GetTemporaryUrlAsync(foreign, TimeSpan.FromMinutes(1)))
            .Should().ThrowAsync<ArgumentException>();
        _store.Mock.Invocations.Should().BeEmpty();
    }

    [Fact]
    public async Task GetMetadataAsync_ReturnsWhatIsStored()
    {
        var stored = Head(42, null);
        stored.Headers.ContentType = "image/png";
        stored.LastModified = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        stored.Metadata["who"] = "=?UTF-8?B?SsO8cmdlbg==?=";
        _store.OnHead = (_, _) => Task.FromResult(stored);

        var metadata = await _store.Service().GetMetadataAsync(Key);

        metadata!.Key.Should().Be(Key);
        metadata.Size.Should().Be(42);
        metadata.ContentType.Should().Be("image/png");
        metadata.ETag.Should().Be("\"found\"");
        metadata.LastModified.Should().Be(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        metadata.Metadata["Who"].Should().Be("Jürgen");
    }

    [Fact]
    public async Task GetMetadataAsync_OfWhatIsMissing_IsNull_AndForbiddenIsNot()
    {
        (await _store.Service().GetMetadataAsync(Key)).Should().BeNull();
        (await _store.Service().ExistsAsync(Key)).Should().BeFalse();

        _store.OnHead = (_, _) => throw Error(HttpStatusCode.Forbidden, "Forbidden");
        await _store.Service().Invoking(s => s.GetMetadataAsync(Key))
            .Should().ThrowAsync<S3StoreException>().WithMessage("*s3:ListBucket*");
        await _store.Service().Invoking(s => s.ExistsAsync(Key)).Should().ThrowAsync<S3StoreException>();
    }

    [Fact]
    public async Task GetMetadataAsync_InABucketThatIsMissing_Fails()
    {
        _store.OnHead = (_, _) => throw Error(HttpStatusCode.NotFound, "NoSuchBucket");

        var failure = await _store.Service().Invoking(s => s.GetMetadataAsync(Key))
            .Should().ThrowAsync<S3StoreException>();

        failure.Which.IsMissing.Should().BeFalse();
    }

    [Theory]
    [InlineData("NoSuchKey", true)]
    [InlineData("NoSuchBucket", false)]
    public async Task OpenReadAsync_OfWhatIsMissing_SaysSo(string code, bool isMissing)
    {
        _store.Mock.Setup(s3 => s3.GetObjectAsync(It.IsAny<GetObjectRequest>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(Error(HttpStatusCode.NotFound, code));

        var failure = await _store.Service().Invoking(s => s.OpenReadAsync(Key))
            .Should().ThrowAsync<S3StoreException>();

        failure.Which.IsMissing.Should().Be(isMissing);
    }

    [Theory]
    [InlineData(0L, null, null)]
    [InlineData(5L, null, "bytes=5-")]
    [InlineData(0L, 10L, "bytes=0-9")]
    [InlineData(5L, 1L, "bytes=5-5")]
    public async Task OpenReadAsync_AsksForTheRange(long offset, long? length, string? expected)
    {
        GetObjectRequest? asked = null;
        using var bytes = new MemoryStream([1, 2, 3]);
        _store.Mock.Setup(s3 => s3.GetObjectAsync(It.IsAny<GetObjectRequest>(), It.IsAny<CancellationToken>()))
            .Callback((GetObjectRequest request, CancellationToken _) => asked = request)
            .ReturnsAsync(
                new GetObjectResponse
                {
                    ResponseStream = bytes,
                    HttpStatusCode = expected is null ? HttpStatusCode.OK : HttpStatusCode.PartialContent,
                });

        await using var file = await _store.Service().OpenReadAsync(Key, offset, length);

        asked!.ByteRange?.FormattedByteRange.Should().Be(expected);
        (asked.ByteRange is null).Should().Be(expected is null);
        (await ReadAllAsync(file.Content, CancellationToken.None)).Should().Equal(1, 2, 3);
    }

    [Theory]
    [InlineData(-1L, null)]
    [InlineData(0L, 0L)]
    [InlineData(0L, -1L)]
    public async Task OpenReadAsync_OfNoRange_Throws(long offset, long? length) =>
        await _store.Service().Invoking(s => s.OpenReadAsync(Key, offset, length))
            .Should().ThrowAsync<ArgumentOutOfRangeException>();

    [Fact]
    public async Task OpenReadAsync_OfAsMuchAsThereIs_AsksForNoImpossibleRange()
    {
        GetObjectRequest? asked = null;
        _store.Mock.Setup(s3 => s3.GetObjectAsync(It.IsAny<GetObjectRequest>(), It.IsAny<CancellationToken>()))
            .Callback((GetObjectRequest request, CancellationToken _) => asked = request)
            .ReturnsAsync(
                new GetObjectResponse { ResponseStream = Stream.Null, HttpStatusCode = HttpStatusCode.PartialContent });

        await _store.Service().OpenReadAsync("uploads/0f8fad5b-d9cb-469f-a165-70867728950e", 2, long.MaxValue);

        asked!.ByteRange.FormattedByteRange.Should().Be("bytes=2-");
    }

    [Fact]
    public async Task AMock_CanStandInForTheService()
    {
        var mock = new Mock<S3Service>();
        mock.Setup(service => service.UploadAsync(It.IsAny<FileUploadRequest>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync("https://example.com/a.png");

        (await mock.Object.UploadAsync(new FileUploadRequest("a.png", "image/png", new byte[1])))
            .Should().Be("https://example.com/a.png");
    }

    [Fact]
    public async Task TheClient_StaysTheCallers()
    {
        await _store.Service().ExistsAsync(Key);

        _store.Mock.Verify(s3 => s3.Dispose(), Times.Never);
    }
}
