namespace Discovitas.S3.Tests;

/// <summary>What a file becomes: the calls, what is returned, the URL.</summary>
public sealed class S3ServiceUploadTests
{
    private readonly StoreMock _store = new();

    [Fact]
    public async Task UploadAsync_OfBytes_PutsThemOnceAndGivesThePublicUrl()
    {
        var bytes = Bytes(1000);

        var url = await _store.Service().UploadAsync(new FileUploadRequest("example.jpg", "image/jpeg", bytes));

        _store.Calls.Should().Equal("Put");
        _store.Put!.BucketName.Should().Be("b");
        _store.Put.Key
            .Should().MatchRegex("^uploads/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\\.jpg$");
        _store.Put.ContentType.Should().Be("image/jpeg");
        _store.Body.Should().Equal(bytes);
        url.Should().Be("https://b.s3.eu-west-1.amazonaws.com/" + _store.Put.Key);
    }

    [Fact]
    public async Task UploadAsync_WithABareMock_IsEnoughForAnAppsOwnTest()
    {
        var s3 = new Mock<IAmazonS3>();
        var service = new S3Service(s3.Object, Options.Create(new S3Settings { Bucket = "b", Region = "eu-west-1" }));

        var url = await service.UploadAsync(new FileUploadRequest("example.jpg", "image/jpeg", Bytes(10)));

        url.Should().StartWith("https://b.s3.eu-west-1.amazonaws.com/uploads/").And.EndWith(".jpg");
        s3.Verify(
            client => client.PutObjectAsync(It.IsAny<PutObjectRequest>(), It.IsAny<CancellationToken>()), Times.Once);
    }

    [Fact]
    public async Task UploadAsync_OfBytes_LetsAMockReadTheBodyAfterwards()
    {
        var bytes = Bytes(1000);
        PutObjectRequest? sent = null;
        var s3 = new Mock<IAmazonS3>();
        s3.Setup(client => client.PutObjectAsync(It.IsAny<PutObjectRequest>(), It.IsAny<CancellationToken>()))
            .Callback((PutObjectRequest request, CancellationToken _) => sent = request)
            .ReturnsAsync(new PutObjectResponse());
        var service = new S3Service(s3.Object, Options.Create(new S3Settings { Bucket = "b", Region = "eu-west-1" }));

        await service.UploadAsync(new FileUploadRequest("example.jpg", "image/jpeg", bytes));

        using var body = new MemoryStream();
        sent!.InputStream.CopyTo(body);
        body.ToArray().Should().Equal(bytes);
    }

    [Fact]
    public async Task StoreAsync_ReturnsWhatTheStoreHolds()
    {
        var file = await _store.Service()
            .StoreAsync(new FileUploadRequest("a.txt", "Text/Plain;Charset=UTF-8", "123456789"u8.ToArray()));

        file.Key.Should().Be(_store.Put!.Key);
        file.Url.Should().EndWith(file.Key);
        file.Size.Should().Be(9);
        file.ContentType.Should().Be("text/plain; charset=utf-8");
        file.ETag.Should().Be("\"put\"");
        file.ChecksumCrc32.Should().Be("y/Q5Jg==", "that is the check value of CRC-32, CBF43926");
    }

    [Fact]
    public async Task StoreAsync_PutsTheFolderBelowThePrefix()
    {
        var file = await _store.Service(settings => settings.KeyPrefix = "media/in/")
            .StoreAsync(Request(Bytes(1)) with { Folder = "avatars/42" });

        file.Key.Should().MatchRegex("^media/in/avatars/42/[0-9a-f-]{36}\\.bin$");
    }

    [Fact]
    public async Task StoreAsync_OfTheSameRequestTwiceAtOnce_StoresTwoFilesWithTheSameBytes()
    {
        var request = Request(Bytes(PartSize + 10));
        var service = _store.Service();

        var files = await Task.WhenAll(service.StoreAsync(request), service.StoreAsync(request));

        files[0].Key.Should().NotBe(files[1].Key);
        files[0].ChecksumCrc32.Should().Be(files[1].ChecksumCrc32);
    }

    [Theory]
    [InlineData(null, "image/png")]
    [InlineData("a.png", null)]
    public async Task StoreAsync_WithoutANameOrType_IsRejected(string? name, string? type)
    {
        var act = () => _store.Service().StoreAsync(new FileUploadRequest(name!, type!, Bytes(1)));

        (await act.Should().ThrowAsync<Exception>()).Which
            .Should().Match<Exception>(e => e is ArgumentNullException || e is UploadRejectedException);
        _store.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task TheService_DoesNotFollowLaterChangesOfItsSettings()
    {
        var settings = new S3Settings { Bucket = "b", Region = "eu-west-1" };
        var service = new S3Service(_store.Mock.Object, Options.Create(settings));
        settings.KeyPrefix = "x y/../";
        settings.Bucket = "other";

        var file = await service.StoreAsync(Request(Bytes(1)));

        file.Key.Should().StartWith("uploads/");
        _store.Put!.BucketName.Should().Be("b");
        service.GetPublicUrl(file.Key).Should().Be(file.Url);
    }
}
