namespace Discovitas.S3.Tests.Writing;

/// <summary>A multipart upload whose creation was not answered is found and removed.</summary>
public sealed class MultipartStartTests
{
    private readonly StoreMock _store = new();

    [Fact]
    public async Task StoreAsync_WhoseCreationReturnsNoUploadId_Fails()
    {
        _store.OnCreate = (_, _) => Task.FromResult(FromStore(new InitiateMultipartUploadResponse()));

        await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(2 * PartSize))))
            .Should().ThrowAsync<S3StoreException>().WithMessage("*no upload id*");

        _store.Calls.Should().OnlyContain(call => call == "Create");
    }

    [Fact]
    public async Task StoreAsync_WhoseCreationIsNotAnswered_RemovesTheUploadOfItsKey()
    {
        string? key = null;
        _store.OnCreate = (request, _) =>
        {
            key = request.Key;
            throw new IOException("reset");
        };
        _store.Mock.Setup(
            s3 => s3.ListMultipartUploadsAsync(It.IsAny<ListMultipartUploadsRequest>(), It.IsAny<CancellationToken>()))
            .Returns((ListMultipartUploadsRequest request, CancellationToken _) =>
            {
                request.Prefix.Should().Be(key);
                return Task.FromResult(FromStore(new ListMultipartUploadsResponse
                {
                    MultipartUploads =
                    [
                        new MultipartUpload { Key = key, UploadId = UploadId },
                        new MultipartUpload { Key = key + "x", UploadId = "other" },
                    ],
                }));
            });

        await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(2 * PartSize))))
            .Should().ThrowAsync<S3StoreException>();

        _store.Calls.Should().StartWith("Create").And.EndWith(["Abort", "ListParts"]);
    }

    [Fact]
    public async Task StoreAsync_WhoseCreationIsAnsweredAtTheSecondTry_RemovesWhatTheFirstMayHaveStarted()
    {
        var creates = 0;
        string? key = null;
        _store.OnCreate = (request, _) =>
            ++creates == 1
                ? throw new IOException("reset")
                : Task.FromResult(
                    FromStore(new InitiateMultipartUploadResponse { UploadId = UploadId, Key = key = request.Key }));
        _store.Mock.Setup(
            s3 => s3.ListMultipartUploadsAsync(It.IsAny<ListMultipartUploadsRequest>(), It.IsAny<CancellationToken>()))
            .Returns(() => Task.FromResult(FromStore(new ListMultipartUploadsResponse
            {
                MultipartUploads =
                [
                    new MultipartUpload { Key = key, UploadId = "lost" },
                    new MultipartUpload { Key = key, UploadId = UploadId },
                ],
            })));
        var aborted = new List<string>();
        _store.OnAbort = (request, _) =>
        {
            aborted.Add(request.UploadId);
            return Task.FromResult(FromStore(new AbortMultipartUploadResponse()));
        };

        await _store.Service().StoreAsync(Request(Bytes(2 * PartSize)));

        aborted.Should().Equal("lost");
    }
}
