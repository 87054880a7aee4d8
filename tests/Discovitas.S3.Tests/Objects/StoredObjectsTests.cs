using Amazon.Runtime;

namespace Discovitas.S3.Tests.Objects;

/// <summary>Lists and deletions are the store's, and complete.</summary>
public sealed class StoredObjectsTests
{
    private readonly StoreMock _store = new();

    [Theory]
    [InlineData(HttpStatusCode.NoContent, "request-1", true, true)]
    [InlineData(HttpStatusCode.NoContent, null, false, true)]
    [InlineData(HttpStatusCode.NoContent, null, true, false)]
    [InlineData(HttpStatusCode.OK, "request-1", false, true)]
    [InlineData(HttpStatusCode.OK, "request-1", true, false)]
    [InlineData(HttpStatusCode.Accepted, "request-1", false, false)]
    public async Task DeleteAsync_Succeeds_OnlyIfTheAnswerOrAListingProvesIt(
        HttpStatusCode status, string? id, bool isListed, bool isDeleted)
    {
        List(_ => FromStore(new ListObjectsV2Response
        {
            S3Objects = isListed ? [new S3Object { Key = Key, ETag = "e" }] : [],
        }));
        _store.Mock.Setup(s3 => s3.DeleteObjectAsync(It.IsAny<DeleteObjectRequest>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(new DeleteObjectResponse
            {
                HttpStatusCode = status,
                ResponseMetadata = new ResponseMetadata { RequestId = id },
            });

        await ShouldBe(isDeleted, () => _store.Service().DeleteAsync(Key));
    }

    [Theory]
    [InlineData(2, null, true)]
    [InlineData(1, "request-1", false)]
    [InlineData(1, null, false)]
    [InlineData(null, null, false)]
    public async Task DeleteAsync_Many_Succeeds_OnlyIfTheStoreAnswers(int? deleted, string? requestId, bool isStores)
    {
        DeleteObjectsRequest? asked = null;
        _store.Mock.Setup(s3 => s3.DeleteObjectsAsync(It.IsAny<DeleteObjectsRequest>(), It.IsAny<CancellationToken>()))
            .Callback((DeleteObjectsRequest request, CancellationToken _) => asked = request)
            .ReturnsAsync(new DeleteObjectsResponse
            {
                DeletedObjects = deleted is { } count
                    ? [.. new[] { Key, Key + ".png" }.Take(count).Select(key => new DeletedObject { Key = key })]
                    : null,
                HttpStatusCode = HttpStatusCode.OK,
                ResponseMetadata = new ResponseMetadata { RequestId = requestId },
            });

        await ShouldBe(isStores, () => _store.Service().DeleteAsync([Key, Key + ".png"]));

        asked!.Quiet.Should().BeFalse("the names show that the store has answered");
    }

    [Fact]
    public async Task DeleteAsync_Many_OfWhichALaterPageFails_SaysHowManyMayBeLeft()
    {
        var failed = new DeleteObjectsException(FromStore(new DeleteObjectsResponse
        {
            DeleteErrors = [.. Enumerable.Repeat(new DeleteError { Key = Key, Code = "AccessDenied" }, 3)],
        }));
        var pages = 0;
        _store.Mock.Setup(s3 => s3.DeleteObjectsAsync(It.IsAny<DeleteObjectsRequest>(), It.IsAny<CancellationToken>()))
            .Returns((DeleteObjectsRequest request, CancellationToken _) => ++pages == 1
                ? Task.FromResult(Replies.Deleted(request))
                : throw failed);

        await _store.Service()
            .Invoking(s => s.DeleteAsync(Enumerable.Range(0, 2001).Select(_ => $"uploads/{Guid.NewGuid()}").ToList()))
            .Should().ThrowAsync<S3StoreException>().WithMessage("*Up to 4 of 2001 files are not deleted*");

        pages.Should().Be(2);
    }

    [Theory]
    [InlineData("b", null, true)]
    [InlineData(null, "request-1", false)]
    [InlineData(null, null, false)]
    [InlineData("", "", false)]
    public async Task ListAsync_Succeeds_OnlyIfTheStoreAnswers(string? bucket, string? requestId, bool isStores)
    {
        List(_ => new ListObjectsV2Response
        {
            Name = bucket,
            ResponseMetadata = new ResponseMetadata { RequestId = requestId },
        });

        await ShouldBe(isStores, async () => await _store.Service().ListAsync().ToListAsync());
    }

    [Fact]
    public async Task ListAsync_OfAPageThatLeadsNowhere_Fails()
    {
        var pages = 0;
        List(_ =>
        {
            pages++;
            return FromStore(new ListObjectsV2Response { IsTruncated = true, NextContinuationToken = null });
        });

        await _store.Service().Invoking(async s => await s.ListAsync().ToListAsync())
            .Should().ThrowAsync<S3StoreException>().WithMessage("*next page*");

        pages.Should().Be(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task ListAsync_InACircle_FailsSoon(int length)
    {
        var pages = 0;
        List(_ => FromStore(new ListObjectsV2Response
        {
            IsTruncated = true,
            NextContinuationToken = $"token-{pages++ % length}",
        }));

        await _store.Service().Invoking(async s => await s.ListAsync().ToListAsync())
            .Should().ThrowAsync<S3StoreException>().WithMessage("*next page*");

        pages.Should().BeLessThan(5 * (length + 1));
    }

    [Fact]
    public async Task ListAsync_OfManyPages_AsksForEachOnce()
    {
        var asked = new List<(string? Token, int? MaxKeys)>();
        List(request =>
        {
            asked.Add((request.ContinuationToken, request.MaxKeys));
            return FromStore(new ListObjectsV2Response
            {
                IsTruncated = asked.Count < 9,
                NextContinuationToken = $"token-{asked.Count}",
                S3Objects = [new S3Object { Key = $"uploads/{Guid.NewGuid()}" }],
            });
        });

        (await _store.Service().ListAsync().ToListAsync()).Should().HaveCount(9);

        asked.Should().Equal([(null, 1000), .. Enumerable.Range(1, 8).Select(number => ($"token-{number}", 1000))]);
    }

    private void List(Func<ListObjectsV2Request, ListObjectsV2Response> answer) =>
        _store.Mock.Setup(s => s.ListObjectsV2Async(It.IsAny<ListObjectsV2Request>(), It.IsAny<CancellationToken>()))
            .Returns((ListObjectsV2Request request, CancellationToken _) => Task.FromResult(answer(request)));

    private static async Task ShouldBe(bool isStores, Func<Task> call)
    {
        if (isStores)
        {
            await call.Should().NotThrowAsync();
            return;
        }

        await call.Should().ThrowAsync<S3StoreException>().WithMessage("*does not come from the store*");
    }
}
