using Discovitas.S3.Objects;

namespace Discovitas.S3.Tests.Objects;

/// <summary>A list confirms what a HEAD has shown, contradicts it, or is not allowed.</summary>
public sealed class ObjectListingTests
{
    private readonly StoreMock _store = new();

    [Theory]
    [InlineData("\"found\"", true)]
    [InlineData("found", true)]
    [InlineData("\"other\"", false)]
    [InlineData(null, false)]
    public async Task ConfirmsAsync_ComparesTheETags(string? listed, bool confirms)
    {
        Replies.List(_store, listed is null ? null : Key, listed);

        (await ConfirmsAsync()).Should().Be(confirms);
    }

    [Fact]
    public async Task ConfirmsAsync_OfAMocksAnswer_AsksNobody()
    {
        (await new ObjectListing(_store.Caller())
            .ConfirmsAsync(AKey, new GetObjectMetadataResponse(), CancellationToken.None)).Should().BeTrue();

        _store.Mock.Verify(
            s3 => s3.ListObjectsV2Async(It.IsAny<ListObjectsV2Request>(), It.IsAny<CancellationToken>()), Times.Never);
    }

    [Fact]
    public async Task ConfirmsAsync_WithoutTheRightToList_DoesNotKnow()
    {
        Fail(Error(HttpStatusCode.Forbidden, "AccessDenied"));

        (await ConfirmsAsync()).Should().BeNull();
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, true)]
    [InlineData(HttpStatusCode.BadRequest, false)]
    public async Task ConfirmsAsync_DeniedByAPage_OrFailed_Fails(HttpStatusCode status, bool isPage)
    {
        Fail(isPage ? Replies.Page(status) : Error(status, "InvalidArgument"));

        (await FluentActions.Awaiting(ConfirmsAsync).Should().ThrowAsync<S3StoreException>())
            .Which.StatusCode.Should().Be(status);
    }

    private static ObjectKey AKey => ObjectKey.Unchecked(Key);

    private Task<bool?> ConfirmsAsync() =>
        new ObjectListing(_store.Caller()).ConfirmsAsync(AKey, Head(10, null), CancellationToken.None);

    private void Fail(Exception failure) =>
        _store.Mock.Setup(s3 => s3.ListObjectsV2Async(It.IsAny<ListObjectsV2Request>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(failure);
}
