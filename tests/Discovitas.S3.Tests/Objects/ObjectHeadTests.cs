using Amazon.Runtime;

namespace Discovitas.S3.Tests.Objects;

/// <summary>
/// A file is there, or missing, only if the store says so. An answer to HEAD cannot show who gave it, unless it has the
/// store's id of the request: a list can.
/// </summary>
public sealed class ObjectHeadTests
{
    private readonly StoreMock _store = new();

    [Theory]
    [InlineData(Key, "\"found\"", true)]
    [InlineData(Key, "found", true)]
    [InlineData(Key, "\"other\"", false)]
    [InlineData(Key + "x", "\"found\"", false)]
    [InlineData(null, null, false)]
    public async Task ExistsAsync_FoundWithoutARequestId_IsTrueOnlyIfItIsListed(string? key, string? etag, bool isThere)
    {
        var found = Head(10, null);
        found.ResponseMetadata = new ResponseMetadata();
        _store.OnHead = (_, _) => Task.FromResult(found);
        List(key, etag);

        var exists = _store.Service().Invoking(s => s.ExistsAsync(Key));

        if (isThere)
        {
            (await exists()).Should().BeTrue();
            return;
        }

        (await exists.Should().ThrowAsync<S3StoreException>().WithMessage("*does not come from the store*"))
            .Which.IsTransient.Should().BeTrue();
    }

    [Fact]
    public async Task ExistsAsync_MissingWithoutARequestId_IsFalseIfItIsNotListed()
    {
        _store.OnHead = (_, _) => throw Replies.Page(HttpStatusCode.NotFound);
        List(key: null, etag: null);

        (await _store.Service().ExistsAsync(Key)).Should().BeFalse();
    }

    [Fact]
    public async Task ExistsAsync_MissingWithoutARequestId_FailsIfItIsListed()
    {
        _store.OnHead = (_, _) => throw Replies.Page(HttpStatusCode.NotFound);
        List(Key, "\"found\"");

        await _store.Service().Invoking(s => s.ExistsAsync(Key))
            .Should().ThrowAsync<S3StoreException>().WithMessage("*does not come from the store*");
    }

    [Fact]
    public async Task ExistsAsync_WhoseListIsAPage_Fails()
    {
        _store.OnHead = (_, _) => throw Replies.Page(HttpStatusCode.NotFound);
        List(key: null, etag: null, bucket: null);

        await _store.Service().Invoking(s => s.ExistsAsync(Key))
            .Should().ThrowAsync<S3StoreException>().WithMessage("*does not come from the store*");
    }

    [Fact]
    public async Task ExistsAsync_AnsweredWithARequestId_NeedsNoList()
    {
        _store.OnHead = (_, _) => Task.FromResult(Head(10, null));

        (await _store.Service().ExistsAsync(Key)).Should().BeTrue();

        _store.Mock.Verify(
            s3 => s3.ListObjectsV2Async(It.IsAny<ListObjectsV2Request>(), It.IsAny<CancellationToken>()), Times.Never);
    }

    [Fact]
    public async Task GetMetadataAsync_OfAFileWithoutAType_HasNone()
    {
        _store.OnHead = (_, _) => Task.FromResult(Head(10, null));

        (await _store.Service().GetMetadataAsync(Key))!.ContentType.Should().BeEmpty();
    }

    [Fact]
    public async Task ExistsAsync_FoundWithoutAnETag_Fails()
    {
        var found = Head(10, null);
        found.ETag = "";
        _store.OnHead = (_, _) => Task.FromResult(found);

        await _store.Service().Invoking(s => s.ExistsAsync(Key))
            .Should().ThrowAsync<S3StoreException>().WithMessage("*without an ETag*");
    }

    [Fact]
    public async Task ExistsAsync_WithABareMock_IsEnoughForAnAppsOwnTest()
    {
        _store.OnHead = (_, _) => Task.FromResult<GetObjectMetadataResponse>(null!);

        (await _store.Service().ExistsAsync(Key)).Should().BeTrue();
    }

    private void List(string? key, string? etag, string? bucket = "b") => Replies.List(_store, key, etag, bucket);
}
