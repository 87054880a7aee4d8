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
        var prefixes = new List<string>();
        _store.OnCreate = (request, _) =>
        {
            key = request.Key;
            throw new IOException("reset");
        };
        _store.Mock.Setup(
            s3 => s3.ListMultipartUploadsAsync(It.IsAny<ListMultipartUploadsRequest>(), It.IsAny<CancellationToken>()))
            .Returns((ListMultipartUploadsRequest request, CancellationToken _) =>
            {
                prefixes.Add(request.Prefix);
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

        prefixes.Should().NotBeEmpty().And.AllBe(key);
        _store.Calls.Should().StartWith("Create").And.EndWith(["Abort", "ListParts"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task StoreAsync_WhoseCreationIsAnsweredAtTheSecondTry_RemovesWhatTheFirstStarts(int looksBefore)
    {
        var creates = 0;
        string? key = null;
        _store.OnCreate = (request, _) =>
            ++creates == 1
                ? throw new IOException("reset")
                : Task.FromResult(
                    FromStore(new InitiateMultipartUploadResponse { UploadId = UploadId, Key = key = request.Key }));
        var aborted = new List<string>();
        _store.OnAbort = (request, _) =>
        {
            aborted.Add(request.UploadId);
            return Task.FromResult(FromStore(new AbortMultipartUploadResponse()));
        };
        OnList(look => look <= looksBefore || aborted.Count > 0
            ? [new MultipartUpload { Key = key, UploadId = UploadId }]
            : [new MultipartUpload { Key = key, UploadId = "lost" }, new() { Key = key, UploadId = UploadId }]);

        await _store.Service().StoreAsync(Request(Bytes(2 * PartSize)));

        aborted.Should().Equal("lost");
    }

    [Fact]
    public async Task StoreAsync_WhoseCreationIsThrottledOnce_LooksOnce()
    {
        var creates = 0;
        _store.OnCreate = (request, _) =>
            ++creates == 1
                ? throw Error(HttpStatusCode.ServiceUnavailable, "SlowDown")
                : Task.FromResult(FromStore(new InitiateMultipartUploadResponse { UploadId = UploadId }));
        var looks = 0;
        OnList(look =>
        {
            looks = look;
            return [];
        });

        await _store.Service().StoreAsync(Request(Bytes(2 * PartSize)));

        looks.Should().Be(1);
    }

    private void OnList(Func<int, List<MultipartUpload>> uploads)
    {
        var looks = 0;
        _store.Mock.Setup(
            s3 => s3.ListMultipartUploadsAsync(It.IsAny<ListMultipartUploadsRequest>(), It.IsAny<CancellationToken>()))
            .Returns(() => Task.FromResult(
                FromStore(new ListMultipartUploadsResponse { MultipartUploads = uploads(++looks) })));
    }
}
