namespace Discovitas.S3.Tests;

/// <summary>What is sent with a file beside its bytes, the same in one request and in parts.</summary>
public sealed class S3ServiceUploadHeadersTests
{
    private readonly StoreMock _store = new();

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
        create.ServerSideEncryptionMethod
            .Should().Be(put.ServerSideEncryptionMethod).And.Be(ServerSideEncryptionMethod.AWSKMS);
        create.ServerSideEncryptionKeyManagementServiceKeyId
            .Should().Be(put.ServerSideEncryptionKeyManagementServiceKeyId).And.Be("alias/files");
        create.ExpectedBucketOwner.Should().Be(put.ExpectedBucketOwner).And.Be("123456789012");
        create.BucketName.Should().Be("b");
        create.CannedACL.Should().BeNull();
    }

    [Theory]
    [InlineData("text/html", FileDisposition.Default, false, "attachment")]
    [InlineData("image/svg+xml", FileDisposition.Default, false, "attachment")]
    [InlineData("text/xml", FileDisposition.Default, false, "attachment")]
    [InlineData("text/javascript", FileDisposition.Default, false, "attachment")]
    [InlineData("text/html", FileDisposition.Inline, false, "attachment")]
    [InlineData("image/png", FileDisposition.Default, false, null)]
    [InlineData("image/png", FileDisposition.Default, true, "inline; filename=\"a b.png\"")]
    [InlineData("image/png", FileDisposition.Attachment, true, "attachment; filename=\"a b.png\"")]
    [InlineData("text/html", FileDisposition.Default, true, "attachment; filename=\"a b.png\"")]
    public async Task StoreAsync_NeverLetsABrowserRunAFile(
        string type, FileDisposition disposition, bool keepName, string? expected)
    {
        await _store.Service().StoreAsync(new FileUploadRequest("C:\\x\\a b.png", type, Bytes(10))
        {
            Disposition = disposition,
            KeepFileName = keepName,
        });

        _store.Put!.Headers.ContentDisposition.Should().Be(expected);
    }

    [Fact]
    public async Task StoreAsync_WithControlCharacters_IsRejectedWhereAHeaderWouldCarryThem()
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
            var rejection = await service.Invoking(s => s.StoreAsync(request))
                .Should().ThrowAsync<UploadRejectedException>();
            rejection.Which.Message.Should().NotContainAny("\r", "\n");
        }

        _store.Calls.Should().BeEmpty();
    }

    private static FileUploadRequest Full(UploadContent content) => new("ä b.html", "text/html; charset=utf-8", content)
    {
        CacheControl = "max-age=60",
        KeepFileName = true,
        Metadata = new Dictionary<string, string> { ["Who"] = "Jürgen", ["plain"] = "x" },
        Tags = new Dictionary<string, string> { ["kind"] = "test" },
    };
}
