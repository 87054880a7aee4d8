namespace Discovitas.S3.Tests.Direct;

/// <summary>The pages of a multipart upload's parts come from the store, which may be wrong.</summary>
public sealed class DirectPartsListingTests
{
    private readonly StoreMock _store = new();
    private int _pages;

    // A store may ignore the marker, or go in a circle of several pages.
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task ListParts_WhereTheMarkerIsRepeated_EndsWithAnError(int circle)
    {
        Answer(page => page > 1_000
            ? throw new InvalidOperationException("The listing does not end.")
            : Page(number: (page % circle) + 1, isTruncated: true));

        var list = () => _store.Service().Direct.ListPartsAsync(DirectStore.Ticket());

        (await list.Should().ThrowAsync<S3StoreException>()).Which.Message.Should().Contain("next page");
    }

    [Fact]
    public async Task ListParts_WithATruncatedPageThatIsEmpty_GoesOn()
    {
        Answer(page => page == 0
            ? new ListPartsResponse { IsTruncated = true, NextPartNumberMarker = 1 }
            : Page(number: 2, isTruncated: false));

        var parts = await _store.Service().Direct.ListPartsAsync(DirectStore.Ticket());

        parts.Should().ContainSingle().Which.Number.Should().Be(2);
    }

    private void Answer(Func<int, ListPartsResponse> pageOf) =>
        _store.Mock.Setup(s3 => s3.ListPartsAsync(It.IsAny<ListPartsRequest>(), It.IsAny<CancellationToken>()))
            .Returns(() => Task.FromResult(StoreMock.FromStore(pageOf(_pages++))));

    private static ListPartsResponse Page(int number, bool isTruncated) => new()
    {
        Parts = [new PartDetail { PartNumber = number, ETag = "\"etag\"", Size = 1 }],
        IsTruncated = isTruncated,
        NextPartNumberMarker = number,
    };
}
