namespace Discovitas.S3.Tests;

/// <summary>Many files at once: listed and deleted by the page.</summary>
public sealed class S3ServiceListingTests
{
    private const string Key = "uploads/a/0f8fad5b-d9cb-469f-a165-70867728950e.png";

    private readonly StoreMock _store = new();

    [Fact]
    public async Task DeleteAsync_Many_AsksByTheThousand_EachOnce()
    {
        var asked = new List<DeleteObjectsRequest>();
        _store.Mock.Setup(s3 => s3.DeleteObjectsAsync(It.IsAny<DeleteObjectsRequest>(), It.IsAny<CancellationToken>()))
            .Callback((DeleteObjectsRequest request, CancellationToken _) => asked.Add(request))
            .ReturnsAsync((DeleteObjectsRequest request, CancellationToken _) => Replies.Deleted(request));
        var keys = Enumerable.Range(0, 2001).Select(_ => $"uploads/{Guid.NewGuid()}").ToList();

        await _store.Service().DeleteAsync([.. keys, keys[0]]);

        asked.Select(request => request.Objects.Count).Should().Equal(1000, 1000, 1);
        asked.SelectMany(request => request.Objects).Select(found => found.Key).Should().Equal(keys);
    }

    [Fact]
    public async Task DeleteAsync_Many_OfNone_AsksNothing()
    {
        await _store.Service().DeleteAsync([]);

        _store.Mock.Invocations.Should().BeEmpty();
    }

    [Fact]
    public async Task DeleteAsync_Many_PartlyFailed_SaysHowManyAreLeft()
    {
        var response = FromStore(
            new DeleteObjectsResponse { DeleteErrors = [new DeleteError { Key = Key, Code = "AccessDenied" }] });
        _store.Mock.Setup(s3 => s3.DeleteObjectsAsync(It.IsAny<DeleteObjectsRequest>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new DeleteObjectsException(response));

        var failure = await _store.Service().Invoking(s => s.DeleteAsync([Key]))
            .Should().ThrowAsync<S3StoreException>();

        failure.Which.Message.Should().Contain("1 file").And.Contain(Key).And.Contain("AccessDenied");
        failure.Which.ErrorCode.Should().Be("AccessDenied");
    }

    [Fact]
    public async Task ListAsync_FollowsThePages_AndShowsOnlyItsOwnFiles()
    {
        var asked = new List<(string Prefix, string? Token)>();
        _store.Mock.Setup(s3 => s3.ListObjectsV2Async(It.IsAny<ListObjectsV2Request>(), It.IsAny<CancellationToken>()))
            .Returns((ListObjectsV2Request request, CancellationToken _) =>
            {
                asked.Add((request.Prefix, request.ContinuationToken));
                return Task.FromResult(request.ContinuationToken is null
                    ? FromStore(
                        new ListObjectsV2Response
                        {
                            IsTruncated = true,
                            NextContinuationToken = "next",
                            S3Objects =
                            [
                                new S3Object { Key = Key, Size = 3, LastModified = DateTime.UnixEpoch },
                                new S3Object { Key = "uploads/a/other.txt" },
                            ],
                        })
                    : FromStore(new ListObjectsV2Response { S3Objects = null }));
            });

        var files = new List<ListedFile>();
        await foreach (var file in _store.Service().ListAsync("a"))
        {
            files.Add(file);
        }

        asked.Should().Equal(("uploads/a/", null), ("uploads/a/", "next"));
        var only = files.Should().ContainSingle().Subject;
        only.Key.Should().Be(Key);
        only.Url.Should().EndWith(Key);
        only.Size.Should().Be(3);
        only.LastModified.Should().Be(DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public async Task DeleteAsync_Many_WhosePageFails_SaysHowManyMayBeLeft()
    {
        _store.Mock.Setup(s3 => s3.DeleteObjectsAsync(It.IsAny<DeleteObjectsRequest>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(Error(HttpStatusCode.ServiceUnavailable, "SlowDown"));

        var failure = await _store.Service()
            .Invoking(s => s.DeleteAsync(["uploads/0f8fad5b-d9cb-469f-a165-70867728950e"]))
            .Should().ThrowAsync<S3StoreException>();

        failure.Which.Message.Should().Contain("1 of 1 files");
        failure.Which.IsTransient.Should().BeTrue();
    }
}
