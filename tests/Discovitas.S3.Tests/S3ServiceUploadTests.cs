using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Tests.Support;
using Microsoft.Extensions.Options;
using Moq;
using static Discovitas.S3.Tests.Support.StoreMock;

namespace Discovitas.S3.Tests;

/// <summary>What a file becomes: the calls, their properties, the URL.</summary>
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
        _store.Put.Key.Should().MatchRegex("^uploads/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\\.jpg$");
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
        s3.Verify(client => client.PutObjectAsync(It.IsAny<PutObjectRequest>(), It.IsAny<CancellationToken>()), Times.Once);
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
    public async Task StoreAsync_TellsWhatTheStoreHolds()
    {
        var file = await _store.Service().StoreAsync(new FileUploadRequest("a.txt", "Text/Plain;Charset=UTF-8", "123456789"u8.ToArray()));

        file.Key.Should().Be(_store.Put!.Key);
        file.Url.Should().EndWith(file.Key);
        file.Size.Should().Be(9);
        file.ContentType.Should().Be("text/plain; charset=utf-8");
        file.ETag.Should().Be("\"put\"");
        file.ChecksumCrc32.Should().Be("y/Q5Jg==", "that is the check value of CRC-32, CBF43926");
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("https://s3.example.com", true)]
    [InlineData("http://127.0.0.1:9000", false)]
    public async Task StoreAsync_SendsABodyThatEveryStoreCanRead(string? serviceUrl, bool overTls)
    {
        await _store.Service(settings => settings.ServiceUrl = serviceUrl).StoreAsync(Request("123456789"u8.ToArray()));

        var put = _store.Put!;
        put.UseChunkEncoding.Should().BeFalse();
        put.DisablePayloadSigning.Should().Be(overTls, "the payload goes unsigned over https only");
        put.ChecksumCRC32.Should().Be("y/Q5Jg==");
        put.AutoCloseStream.Should().BeFalse();
        put.AutoResetStreamPosition.Should().BeFalse();
        put.CannedACL.Should().BeNull();
    }

    [Fact]
    public async Task StoreAsync_SendsParts_BelowTheSameHeadersAsAPut()
    {
        InitiateMultipartUploadRequest? create = null;
        var answer = _store.OnCreate;
        _store.OnCreate = (request, token) => answer(create = request, token);
        var service = _store.Service(settings =>
        {
            settings.ServerSideEncryption = "aws:kms";
            settings.KmsKeyId = "alias/files";
            settings.ExpectedBucketOwner = "123456789012";
        });

        await service.StoreAsync(Full(Bytes(PartSize)));
        await service.StoreAsync(Full(Bytes(PartSize + 1)));

        var put = _store.Put!;
        put.Headers.Keys.Should().NotBeEmpty();
        create!.Headers.Keys.ToDictionary(name => name, name => create.Headers[name])
            .Should().Equal(put.Headers.Keys.ToDictionary(name => name, name => put.Headers[name]));
        create.Metadata.Keys.ToDictionary(name => name, name => create.Metadata[name])
            .Should().Equal(put.Metadata.Keys.ToDictionary(name => name, name => put.Metadata[name])).And.HaveCount(2);
        create.TagSet.Should().BeEquivalentTo(put.TagSet).And.HaveCount(1);
        create.ServerSideEncryptionMethod.Should().Be(put.ServerSideEncryptionMethod).And.Be(ServerSideEncryptionMethod.AWSKMS);
        create.ServerSideEncryptionKeyManagementServiceKeyId.Should().Be(put.ServerSideEncryptionKeyManagementServiceKeyId).And.Be("alias/files");
        create.ExpectedBucketOwner.Should().Be(put.ExpectedBucketOwner).And.Be("123456789012");
        create.BucketName.Should().Be("b");
        create.CannedACL.Should().BeNull();
    }

    [Theory]
    [InlineData("text/html", FileDisposition.Default, false, "attachment")]
    [InlineData("image/svg+xml", FileDisposition.Default, false, "attachment")]
    [InlineData("text/xml", FileDisposition.Default, false, "attachment")]
    [InlineData("text/javascript", FileDisposition.Default, false, "attachment")]
    [InlineData("text/html", FileDisposition.Inline, false, "inline")]
    [InlineData("image/png", FileDisposition.Default, false, null)]
    [InlineData("image/png", FileDisposition.Default, true, "inline; filename=\"a b.png\"")]
    [InlineData("image/png", FileDisposition.Attachment, true, "attachment; filename=\"a b.png\"")]
    [InlineData("text/html", FileDisposition.Default, true, "attachment; filename=\"a b.png\"")]
    public async Task StoreAsync_NeverLetsABrowserRunAFile_UnlessAsked(string type, FileDisposition disposition, bool keepName, string? expected)
    {
        await _store.Service().StoreAsync(new FileUploadRequest("C:\\x\\a b.png", type, Bytes(10)) { Disposition = disposition, KeepFileName = keepName });

        _store.Put!.Headers.ContentDisposition.Should().Be(expected);
    }

    [Fact]
    public async Task StoreAsync_PutsTheFolderBelowThePrefix()
    {
        var file = await _store.Service(settings => settings.KeyPrefix = "media/in/").StoreAsync(Request(Bytes(1)) with { Folder = "avatars/42" });

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
    public async Task StoreAsync_OfNothing_IsRefused(string? name, string? type)
    {
        var act = () => _store.Service().StoreAsync(new FileUploadRequest(name!, type!, Bytes(1)));

        (await act.Should().ThrowAsync<Exception>()).Which.Should().Match<Exception>(e => e is ArgumentNullException || e is UploadRejectedException);
        _store.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task StoreAsync_WithControlCharacters_IsRefusedWhereAHeaderWouldCarryThem()
    {
        var hostile = "x\r\nX-Evil: 1";
        var service = _store.Service();
        FileUploadRequest[] requests =
        [
            Request(Bytes(1)) with { CacheControl = hostile },
            Request(Bytes(1)) with { Metadata = new Dictionary<string, string> { ["a"] = hostile } },
            Request(Bytes(1)) with { Metadata = new Dictionary<string, string> { [hostile] = "a" } },
            Request(Bytes(1)) with { Tags = new Dictionary<string, string> { ["a"] = hostile } },
            Request(Bytes(1)) with { FileName = hostile, KeepFileName = true },
            Request(Bytes(1)) with { ContentType = "image/png\r\nX-Evil: 1" },
            Request(Bytes(1)) with { Folder = hostile },
        ];

        foreach (var request in requests)
        {
            var refusal = await service.Invoking(s => s.StoreAsync(request)).Should().ThrowAsync<UploadRejectedException>();
            refusal.Which.Message.Should().NotContainAny("\r", "\n");
        }

        _store.Calls.Should().BeEmpty();
    }

    internal static FileUploadRequest Request(UploadContent content) => new("a.bin", "application/octet-stream", content);

    private static FileUploadRequest Full(UploadContent content) => new("ä b.html", "text/html; charset=utf-8", content)
    {
        CacheControl = "max-age=60",
        KeepFileName = true,
        Metadata = new Dictionary<string, string> { ["Who"] = "Jürgen", ["plain"] = "x" },
        Tags = new Dictionary<string, string> { ["kind"] = "test" },
    };
}
