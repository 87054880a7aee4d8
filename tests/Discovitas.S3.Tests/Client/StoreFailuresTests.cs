namespace Discovitas.S3.Tests.Client;

/// <summary>What the SDK's exceptions become.</summary>
public sealed class StoreFailuresTests
{
    private readonly StoreFailures _failures = new("S3");

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "NoSuchKey", true)]
    [InlineData(HttpStatusCode.NotFound, "NoSuchUpload", true)]
    [InlineData(HttpStatusCode.NotFound, "NotFound", true)]
    [InlineData(HttpStatusCode.NotFound, null, true)]
    [InlineData(HttpStatusCode.NotFound, "NoSuchBucket", false)]
    [InlineData(HttpStatusCode.Forbidden, "AccessDenied", false)]
    [InlineData(HttpStatusCode.BadRequest, "NoSuchKey", false)]
    [InlineData(HttpStatusCode.InternalServerError, "InternalError", false)]
    public void From_Answer_IsMissingOnlyIfTheStoreSaysSo(HttpStatusCode status, string? code, bool isMissing) =>
        _failures.From(StoreMock.Error(status, code!), "key", timedOut: false).IsMissing.Should().Be(isMissing);

    // A proxy's page has the same status, and the SDK the same error code for it, as a store's answer to HeadObject.
    [Theory]
    [InlineData("x-amz-request-id: R1", true)]
    [InlineData("Server: nginx", false)]
    [InlineData("Content-Type: application/xml", false)]
    [InlineData("Content-Type: text/html; charset=utf-8", false)]
    public async Task From_NotFoundOverAWire_IsMissingOnlyIfItIsTheStores(string header, bool isMissing)
    {
        using var listener = new LoopbackListener($"404 Not Found\r\n{header}");
        using var client = S3ClientFactory.Create(ValidSettings.With(settings =>
        {
            settings.ServiceUrl = listener.Url;
            settings.AccessKeyId = "AKIDEXAMPLE";
            settings.SecretAccessKey = "secret";
        }));

        var thrown = await client.Invoking(s3 => s3.GetObjectMetadataAsync("my-bucket", "a"))
            .Should().ThrowAsync<AmazonS3Exception>();

        var failure = _failures.From(thrown.Which, "a", timedOut: false);
        (failure.StatusCode, failure.ErrorCode).Should().Be((HttpStatusCode.NotFound, "NotFound"));
        failure.IsMissing.Should().Be(isMissing);
        failure.Message.Contains("web page").Should().Be(!isMissing);
        (failure.IsPage, failure.IsTransient).Should().Be((!isMissing, !isMissing), "a page may go");
    }

    [Fact]
    public void From_FailedDeletion_NamesTheFirstKeyAndItsCode()
    {
        var response = StoreMock.FromStore(new DeleteObjectsResponse
        {
            DeleteErrors =
            [
                new DeleteError { Key = "a", Code = "SlowDown" },
                new DeleteError { Key = "b", Code = "AccessDenied" },
            ],
        });

        var failure = _failures.From(new DeleteObjectsException(response), null, timedOut: false);

        (failure.Key, failure.ErrorCode, failure.IsTransient).Should().Be(("a", "SlowDown", false));
        failure.Message.Should().Be(
            "The store did not delete 2 file(s) and answered SlowDown for the first, key a. The store asks for fewer " +
            "requests: try again later, or spread the load.");
    }

    [Theory]
    [InlineData("SlowDown", "InternalError", true)]
    [InlineData("SlowDown", "AccessDenied", false)]
    public void From_FailedDeletion_IsTransientOnlyIfAllFailuresAre(string one, string other, bool isTransient)
    {
        var response = StoreMock.FromStore(new DeleteObjectsResponse
        {
            DeleteErrors = [new DeleteError { Key = "a", Code = one }, new DeleteError { Key = "b", Code = other }],
        });

        var failure = _failures.From(new DeleteObjectsException(response), null, timedOut: false);

        (failure.IsTransient, failure.StatusCode).Should().Be((isTransient, HttpStatusCode.OK));
    }

    [Fact]
    public void From_FailedDeletion_OfACodeThatNobodyKnows_HasTheStoresOwnWords()
    {
        var response = StoreMock.FromStore(new DeleteObjectsResponse
        {
            DeleteErrors = [new DeleteError { Key = "a", Code = "SomethingNew", Message = "in its own words" }],
        });

        _failures.From(new DeleteObjectsException(response), null, timedOut: false)
            .Message.Should().Contain("in its own words");
    }

    [Theory]
    [InlineData("BadDigest", true, false)]
    [InlineData("ExpiredToken", false, true)]
    [InlineData("AccessDenied", false, false)]
    public void From_Answer_KnowsDamageAndExpiry(string code, bool isDamage, bool isExpired)
    {
        var failure = _failures.From(StoreMock.Error(HttpStatusCode.BadRequest, code), "key", timedOut: true);

        (failure.IsDamage, failure.IsExpired, failure.IsPage, failure.IsSilence)
            .Should().Be((isDamage, isExpired, false, false));
        (failure.ErrorCode, failure.RequestId, failure.Key).Should().Be((code, "request-1", "key"));
    }

    [Fact]
    public void From_AnswerWithoutACode_HasItsStatusAsItsCode() =>
        _failures.From(StoreMock.Error(HttpStatusCode.BadGateway, ""), null, timedOut: false)
            .ErrorCode.Should().Be("BadGateway");

    [Fact]
    public void Message_OfAnotherSection_NamesItsSettings() =>
        new StoreFailures("S3:avatars").From(new TimeoutException(), "key", timedOut: true).Message.Should().Be(
            "The store made no progress for too long, key key. Check the network and the store, or raise " +
            "S3:avatars:IdleTimeout.");

    [Theory]
    [InlineData("no ETag", true, true, false)]
    [InlineData("not from store", true, true, true)]
    [InlineData("not listed", true, false, false)]
    [InlineData("no upload id", true, true, false)]
    [InlineData("other bytes", true, true, false)]
    [InlineData("not removed", true, false, false)]
    [InlineData("endless", false, false, false)]
    [InlineData("no range", false, false, false)]
    [InlineData("no length", false, false, false)]
    [InlineData("not a store", false, false, false)]
    public void AWrongSuccess_IsWhatItIs(string what, bool isTransient, bool isDamage, bool isPage)
    {
        var failure = WrongSuccess(what);

        (failure.IsTransient, failure.IsDamage, failure.IsPage).Should().Be((isTransient, isDamage, isPage));
        (failure.Key, failure.IsMissing).Should().Be(("key", false));
        failure.Message.Should().Contain(", key key. ");
    }

    private S3StoreException WrongSuccess(string what) => what switch
    {
        "no ETag" => _failures.NoETag(StoreMock.FromStore(new PutObjectResponse()), "key"),
        "not from store" => _failures.NotFromStore(new PutObjectResponse(), "key"),
        "not listed" => _failures.NotListed("key"),
        "no upload id" => _failures.NoUploadId("key"),
        "other bytes" => _failures.OtherBytes("it differs", "key"),
        "not removed" => _failures.UploadNotRemoved("key", attempts: 3),
        "endless" => _failures.EndlessListing("key"),
        "no range" => _failures.RangeIgnored("key"),
        "no length" => _failures.NoLength(StoreMock.FromStore(new GetObjectResponse()), "key"),
        _ => _failures.NotAStore(StoreMock.FromStore(new ListPartsResponse()), "key"),
    };

    [Fact]
    public void Message_WithoutAKey_NamesNone() =>
        new StoreFailures(section: null).From(new TimeoutException(), key: null, timedOut: true).Message.Should().Be(
            "The store made no progress for too long. Check the network and the store, or raise " +
            "S3Settings.IdleTimeout.");

    [Fact]
    public void With_ASentence_AddsItBeforeWhatRemains()
    {
        var failure = new S3StoreException("Failed.") { UnfinishedUploadId = "u" };

        failure.With("More.").Should().BeSameAs(failure);

        failure.Message.Should().StartWith("Failed. More. The multipart upload u could not be removed");
    }
}
