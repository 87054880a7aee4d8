namespace Discovitas.S3.Tests;

/// <summary>Which answers mean that the store can be used.</summary>
public sealed class S3ServiceAccessTests
{
    private readonly StoreMock _store = new();

    [Theory]
    [InlineData("NoSuchUpload")]
    [InlineData("NoSuchKey")]
    public async Task CheckAccessAsync_AnsweredThatTheFileIsMissing_Succeeds(string code)
    {
        ListPartsRequest? asked = null;
        Answer(request =>
        {
            asked = request;
            throw Error(HttpStatusCode.NotFound, code);
        });

        await _store.Service(settings => settings.ExpectedBucketOwner = "123456789012").CheckAccessAsync();

        asked!.BucketName.Should().Be("b");
        asked.Key.Should().MatchRegex("^uploads/[0-9a-f-]{36}$");
        asked.UploadId.Should().NotBeNullOrEmpty();
        asked.ExpectedBucketOwner.Should().Be("123456789012");
    }

    [Fact]
    public async Task CheckAccessAsync_WithABareMock_IsEnoughForAnAppsOwnTest()
    {
        Answer(_ => null!);

        await _store.Service().CheckAccessAsync();
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "NoSuchBucket", "S3Settings.Bucket")]
    [InlineData(HttpStatusCode.NotFound, "NotFound", "S3Settings.Bucket")]
    [InlineData(HttpStatusCode.Forbidden, "AccessDenied", "s3:ListMultipartUploadParts")]
    [InlineData(HttpStatusCode.Forbidden, "SignatureDoesNotMatch", "S3Settings.SecretAccessKey")]
    [InlineData(HttpStatusCode.MovedPermanently, "PermanentRedirect", "S3Settings.Region")]
    public async Task CheckAccessAsync_AnsweredOtherwise_SaysWhatToDo(HttpStatusCode status, string code, string advice)
    {
        Answer(_ => throw Error(status, code));

        var failure = await _store.Service().Invoking(s => s.CheckAccessAsync())
            .Should().ThrowAsync<S3StoreException>();

        failure.Which.ErrorCode.Should().Be(code);
        failure.Which.Message.Should().Contain(advice);
    }

    [Fact]
    public async Task CheckAccessAsync_OfAStoreInTrouble_AsksOnce()
    {
        var asked = 0;
        Answer(_ =>
        {
            asked++;
            throw Error(HttpStatusCode.ServiceUnavailable, "SlowDown");
        });

        await _store.Service().Invoking(s => s.CheckAccessAsync()).Should().ThrowAsync<S3StoreException>();

        asked.Should().Be(1);
    }

    [Fact]
    public async Task CheckAccessAsync_OfAServerThatAcceptsEverything_Fails()
    {
        Answer(_ => FromStore(new ListPartsResponse()));

        var failure = await _store.Service().Invoking(s => s.CheckAccessAsync())
            .Should().ThrowAsync<S3StoreException>();

        failure.Which.Message.Should().Contain("not an S3 store");
        failure.Which.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task CheckAccessAsync_Cancelled_IsCancelled()
    {
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();

        await _store.Service().Invoking(s => s.CheckAccessAsync(caller.Token))
            .Should().ThrowAsync<OperationCanceledException>();
    }

    private void Answer(Func<ListPartsRequest, ListPartsResponse> answer) =>
        _store.Mock.Setup(s3 => s3.ListPartsAsync(It.IsAny<ListPartsRequest>(), It.IsAny<CancellationToken>()))
            .Returns(async (ListPartsRequest request, CancellationToken _) =>
            {
                await Task.CompletedTask;
                return answer(request);
            });
}
