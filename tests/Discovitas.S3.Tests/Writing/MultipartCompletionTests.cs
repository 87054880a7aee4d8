namespace Discovitas.S3.Tests.Writing;

/// <summary>A completion is believed only if the object is there.</summary>
public sealed class MultipartCompletionTests
{
    private readonly StoreMock _store = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task StoreAsync_WhoseCompletionWasDoneButNotAnswered_Succeeds(bool noSuchUpload)
    {
        var bytes = Bytes(2 * PartSize);
        _store.OnComplete = (_, _) =>
            throw (noSuchUpload ? Error(HttpStatusCode.NotFound, "NoSuchUpload") : new IOException("reset"));
        _store.OnHead = (_, _) => Task.FromResult(Head(bytes));

        var file = await _store.Service().StoreAsync(Request(bytes));

        file.ETag.Should().Be("\"found\"");
        _store.Calls.Should().EndWith(["Complete", "Head"]);
    }

    [Fact]
    public async Task StoreAsync_WhoseCompletionWasDoneButNotAnswered_Succeeds_HoweverTheNextFails()
    {
        var bytes = Bytes(2 * PartSize);
        var tries = 0;
        _store.OnComplete = (_, _) =>
            throw (++tries == 1 ? new IOException("reset") : Error(HttpStatusCode.Forbidden, "AccessDenied"));
        _store.OnHead = (_, _) => Task.FromResult(Head(bytes));

        (await _store.Service().StoreAsync(Request(bytes))).ETag.Should().Be("\"found\"");

        _store.Calls.Should().EndWith(["Complete", "Complete", "Head"]);
    }

    [Fact]
    public async Task StoreAsync_WhoseETagComesWithoutQuotes_ReturnsItWithThem()
    {
        _store.OnComplete = (_, _) =>
            Task.FromResult(FromStore(new CompleteMultipartUploadResponse { ETag = "abc-2" }));

        (await _store.Service().StoreAsync(Request(Bytes(2 * PartSize)))).ETag.Should().Be("\"abc-2\"");
    }

    [Fact]
    public async Task StoreAsync_WhoseCompletionIsAnsweredWithoutAnETag_CompletesAgain()
    {
        var tries = 0;
        _store.OnComplete = (_, _) =>
            Task.FromResult(FromStore(new CompleteMultipartUploadResponse { ETag = ++tries < 3 ? null : "\"e\"" }));

        await _store.Service().StoreAsync(Request(Bytes(2 * PartSize)));

        _store.Calls.Should().EndWith(["Complete", "Complete", "Complete"]);
    }

    [Fact]
    public async Task StoreAsync_WhoseCompletionNeverSucceeds_FailsAndAborts()
    {
        _store.OnComplete = (_, _) => Task.FromResult(FromStore(new CompleteMultipartUploadResponse()));

        await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(2 * PartSize))))
            .Should().ThrowAsync<S3StoreException>().WithMessage("*without an ETag*");

        _store.Calls.Should().EndWith(["Abort", "ListParts"]);
    }

    [Fact]
    public async Task StoreAsync_WhoseCompletionFails_Aborts()
    {
        _store.OnComplete = (_, _) => throw Error(HttpStatusCode.BadRequest, "InvalidPart");

        var failure = await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(2 * PartSize))))
            .Should().ThrowAsync<S3StoreException>();

        failure.Which.ErrorCode.Should().Be("InvalidPart");
        _store.Calls.Should().EndWith(["Complete", "Head", "Abort", "ListParts"]);
    }

    [Fact]
    public async Task StoreAsync_WhoseCompletionIsOkWithAnErrorInside_LooksWhetherItIsThere()
    {
        _store.OnComplete = (_, _) => throw Error(HttpStatusCode.OK, "InternalError");
        var bytes = Bytes(2 * PartSize);
        _store.OnHead = (_, _) => Task.FromResult(Head(bytes));

        (await _store.Service().StoreAsync(Request(bytes))).ETag.Should().Be("\"found\"");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task StoreAsync_WhoseUploadIsGoneAtTheAbort_LooksOnceMore(bool isCompletedLate)
    {
        var bytes = Bytes(2 * PartSize);
        var isLate = false;
        _store.OnComplete = (_, _) => throw Error(HttpStatusCode.Forbidden, "AccessDenied");
        _store.OnAbort = (_, _) =>
        {
            isLate = isCompletedLate;
            throw Error(HttpStatusCode.NotFound, "NoSuchUpload");
        };
        _store.OnHead = (_, _) =>
            isLate ? Task.FromResult(Head(bytes)) : throw Error(HttpStatusCode.NotFound, "NotFound");

        var upload = _store.Service().Invoking(s => s.StoreAsync(Request(bytes)));

        if (isCompletedLate)
        {
            (await upload.Should().NotThrowAsync()).Which.ETag.Should().Be("\"found\"");
        }
        else
        {
            (await upload.Should().ThrowAsync<S3StoreException>()).Which.ErrorCode.Should().Be("AccessDenied");
        }

        _store.Calls.Should().EndWith(["Complete", "Head", "Abort", "ListParts", "Head"]);
    }

    [Fact]
    public async Task StoreAsync_WhosePartsFail_DoesNotLookForTheObject()
    {
        _store.OnPart = (_, _) => throw Error(HttpStatusCode.NotFound, "NoSuchUpload");
        _store.OnAbort = (_, _) => throw Error(HttpStatusCode.NotFound, "NoSuchUpload");

        await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(2 * PartSize))))
            .Should().ThrowAsync<S3StoreException>();

        _store.Calls.Should().NotContain("Head");
    }
}
