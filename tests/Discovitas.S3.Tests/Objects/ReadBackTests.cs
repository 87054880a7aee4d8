using System.Security.Cryptography;

namespace Discovitas.S3.Tests.Objects;

/// <summary>
/// What proves the bytes on a store that echoes no checksum: the ETag where it is an MD5, else reading them back.
/// </summary>
public sealed class ReadBackTests
{
    private readonly StoreMock _store = new();

    [Theory]
    [InlineData(10)]
    [InlineData(2 * PartSize)]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5351", Justification = "S3's ETags are MD5.")]
    public async Task StoreAsync_WhoseETagIsTheMd5_IsNotReadBack(int size)
    {
        GiveETags(bytes => Convert.ToHexStringLower(MD5.HashData(bytes)));

        await _store.Service().StoreAsync(Request(Bytes(size)));

        _store.Calls.Should().NotContain("Get");
    }

    [Theory]
    [InlineData(10)]
    [InlineData(2 * PartSize)]
    public async Task StoreAsync_WhoseETagIsAnotherMd5_SucceedsIfTheSameBytesAreThere(int size)
    {
        GiveETags(_ => new string('0', 32));
        _store.OnGet = () => Bytes(size);

        await _store.Service().StoreAsync(Request(Bytes(size)));

        _store.Calls.Should().Contain("Get").And.NotContain("Delete");
    }

    [Theory]
    [InlineData(10)]
    [InlineData(2 * PartSize)]
    public async Task StoreAsync_WhoseETagIsAnotherMd5_FailsAndRemovesWhatIsThereIfItIsNotTheSame(int size)
    {
        GiveETags(_ => new string('0', 32));
        _store.OnGet = () => Bytes(size - 1);

        await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(size))))
            .Should().ThrowAsync<S3StoreException>().WithMessage("*other bytes*");

        _store.Calls.Should().Contain("Delete");
    }

    [Fact]
    public async Task StoreAsync_WhoseETagIsNoMd5SinceItIsEncryptedWithKms_IsReadBack()
    {
        GiveETags(_ => new string('0', 32), ServerSideEncryptionMethod.AWSKMS);
        _store.OnGet = () => Bytes(10);

        await _store.Service().StoreAsync(Request(Bytes(10)));

        _store.Calls.Should().EndWith("Get");
    }

    [Fact]
    public async Task StoreAsync_OverHttp_WhereNotEveryStoreVerifiesTheSignedHash_IsReadBack()
    {
        GiveETags(_ => new string('0', 32));
        _store.OnGet = () => Bytes(10);

        await _store.Service(settings => settings.ServiceUrl = "http://localhost:9000").StoreAsync(Request(Bytes(10)));

        _store.Calls.Should().EndWith("Get");
    }

    [Fact]
    public async Task StoreAsync_WhoseLostAnswerIsLookedFor_OnAStoreWithoutChecksums_ReadsItBack()
    {
        _store.OnPut = async (request, token) =>
        {
            await ReadAllAsync(request.InputStream, token);
            throw new IOException("reset");
        };
        _store.OnHead = (_, _) => Task.FromResult(Head(10, null));
        _store.OnGet = () => Bytes(10);

        (await _store.Service().StoreAsync(Request(Bytes(10)))).ETag.Should().Be("\"found\"");

        _store.Calls.Should().EndWith(["Head", "Get"]);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(2 * PartSize)]
    public async Task StoreAsync_WhoseBytesCannotBeReadBack_FailsWithTheCauseAndRemovesWhatIsThere(int size)
    {
        GiveETags(_ => new string('0', 32));
        _store.Mock.Setup(s3 => s3.GetObjectAsync(It.IsAny<GetObjectRequest>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(Error(HttpStatusCode.Forbidden, "AccessDenied"));

        var failure = await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(size))))
            .Should().ThrowAsync<S3StoreException>().WithMessage("*reading it back did not verify it*");

        failure.Which.InnerException.Should().BeOfType<S3StoreException>().Which.ErrorCode.Should().Be("AccessDenied");
        _store.Calls.Should().Contain("Delete");
    }

    private void GiveETags(Func<byte[], string> etag, ServerSideEncryptionMethod? encryption = null)
    {
        _store.OnPut = async (request, token) =>
            FromStore(
                new PutObjectResponse
                {
                    ETag = $"\"{etag(await ReadAllAsync(request.InputStream, token))}\"",
                    ServerSideEncryptionMethod = encryption,
                });
        _store.OnPart = async (request, token) =>
            FromStore(
                new UploadPartResponse
                {
                    ETag = $"\"{etag(await ReadAllAsync(request.InputStream, token))}\"",
                    ServerSideEncryptionMethod = encryption,
                });
    }
}
