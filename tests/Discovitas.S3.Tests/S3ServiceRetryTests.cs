using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using Moq;
using static Discovitas.S3.Tests.S3ServiceUploadTests;
using static Discovitas.S3.Tests.Support.StoreMock;

namespace Discovitas.S3.Tests;

/// <summary>What is tried again, how often, and what ends it.</summary>
public sealed class S3ServiceRetryTests
{
    private readonly StoreMock _store = new();
    private readonly HastyTime _time = new();

    public static TheoryData<Exception> Troubles => new(
        Error(HttpStatusCode.ServiceUnavailable, "SlowDown"),
        Error(HttpStatusCode.InternalServerError, "InternalError"),
        Error(HttpStatusCode.BadGateway, "BadGateway"),
        Error(HttpStatusCode.GatewayTimeout, "GatewayTimeout"),
        Error(HttpStatusCode.TooManyRequests, "TooManyRequests"),
        Error(HttpStatusCode.Conflict, "OperationAborted"),
        Error(HttpStatusCode.OK, "InternalError"),
        new HttpRequestException("refused"),
        new IOException("reset"));

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task StoreAsync_ThroughTroubleFiveTimesInARow_Succeeds(Exception trouble)
    {
        FailPuts(5, trouble);

        (await _store.Service().StoreAsync(Request(Bytes(10)))).Size.Should().Be(10);

        SameBytes(_store.Body!, Bytes(10));
    }

    [Fact]
    public async Task StoreAsync_ThroughAnOutageOfTenSeconds_Succeeds()
    {
        var answer = _store.OnPut;
        _store.OnPut = (request, token) => _time.Skipped < TimeSpan.FromSeconds(10) ? throw new HttpRequestException("refused") : answer(request, token);

        await _store.Service(time: _time).StoreAsync(Request(Bytes(10)));

        _time.Skipped.Should().BeLessThan(TimeSpan.FromSeconds(15), "it must notice soon that the store is back");
    }

    [Fact]
    public async Task StoreAsync_OnAStoreThatStaysDown_GivesUpAfterTheSettingsTime()
    {
        FailPuts(int.MaxValue, new HttpRequestException("refused"));

        await _store.Service(settings => settings.RetryFor = TimeSpan.FromMinutes(1), _time).Invoking(s => s.StoreAsync(Request(Bytes(10)))).Should().ThrowAsync<S3StoreException>();

        _time.Skipped.Should().BeGreaterThan(TimeSpan.FromSeconds(60)).And.BeLessThan(TimeSpan.FromSeconds(66));
    }

    [Fact]
    public async Task StoreAsync_WithNoTimeToTryAgain_TriesOnce()
    {
        FailPuts(1, new HttpRequestException("refused"));

        await _store.Service(settings => settings.RetryFor = TimeSpan.Zero).Invoking(s => s.StoreAsync(Request(Bytes(10)))).Should().ThrowAsync<S3StoreException>();

        _store.Calls.Should().Equal("Put");
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "AccessDenied")]
    [InlineData(HttpStatusCode.NotFound, "NoSuchBucket")]
    [InlineData(HttpStatusCode.NotImplemented, "NotImplemented")]
    [InlineData(HttpStatusCode.BadRequest, "InvalidArgument")]
    [InlineData(HttpStatusCode.MovedPermanently, "PermanentRedirect")]
    public async Task StoreAsync_Refused_IsNotTriedAgain(HttpStatusCode status, string code)
    {
        FailPuts(1, Error(status, code));

        await _store.Service().Invoking(s => s.StoreAsync(Request(Bytes(10)))).Should().ThrowAsync<S3StoreException>();

        _store.Calls.Where(call => call == "Put").Should().ContainSingle();
    }

    [Fact]
    public async Task StoreAsync_OfManyThatFail_TakesNothingFromOneThatCanSucceed()
    {
        var dead = new StoreMock();
        dead.OnPut = (_, _) => throw new HttpRequestException("refused");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => dead.Service().Invoking(s => s.StoreAsync(Request(Bytes(1)))).Should().ThrowAsync<S3StoreException>()));
        FailPuts(5, new HttpRequestException("refused"));

        await _store.Service().StoreAsync(Request(Bytes(1)));
    }

    [Fact]
    public async Task StoreAsync_CancelledInAPause_EndsAtOnceWithNothingStored()
    {
        using var caller = new CancellationTokenSource();
        var time = new FakeTimeProvider();
        _store.OnPut = async (request, token) =>
        {
            await ReadAsync(request.InputStream, token);
            throw new IOException("reset");
        };
        var upload = _store.Service(time: time).StoreAsync(Request(Bytes(10)), caller.Token);

        await caller.CancelAsync();

        (await FluentActions.Awaiting(() => upload).Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(caller.Token);
        _store.Calls.Should().Equal(["Put", "Delete"], "the answer that was lost may have been a yes");
    }

    [Fact]
    public async Task StoreAsync_WithCredentialsThatEndMeanwhile_RenewsThemOnce()
    {
        var credentials = new Mock<RefreshingAWSCredentials>();
        _store.Mock.Setup(s3 => s3.Config).Returns(new AmazonS3Config { DefaultAWSCredentials = credentials.Object });
        var answer = _store.OnPart;
        var expired = 1;
        _store.OnPart = (request, token) => request.PartNumber == 2 && expired-- > 0 ? throw Error(HttpStatusCode.BadRequest, "ExpiredToken") : answer(request, token);

        await _store.Service().StoreAsync(Request(Bytes(2 * PartSize)));

        credentials.Verify(c => c.ClearCredentials(), Times.Once);
        _store.Calls.Where(call => call == "Part 2").Should().HaveCount(2);
    }

    [Fact]
    public async Task StoreAsync_WithCredentialsThatStayExpired_FailsAndTriesToAbortWithFreshOnes()
    {
        _store.OnPart = (_, _) => throw Error(HttpStatusCode.BadRequest, "ExpiredToken");
        var aborts = 0;
        _store.OnAbort = (_, _) => ++aborts == 1 ? throw Error(HttpStatusCode.BadRequest, "ExpiredToken") : Task.FromResult(FromStore(new AbortMultipartUploadResponse()));

        var failure = await _store.Service(settings => settings.Parallelism = 1).Invoking(s => s.StoreAsync(Request(Bytes(2 * PartSize)))).Should().ThrowAsync<S3StoreException>();

        failure.Which.ErrorCode.Should().Be("ExpiredToken");
        failure.Which.UnfinishedUploadId.Should().BeNull();
        _store.Calls.Where(call => call == "Part 1").Should().HaveCount(2);
        aborts.Should().Be(2);
    }

    [Fact]
    public async Task StoreAsync_WhoseCreationIsAnsweredAtTheSecondTry_RemovesWhatTheFirstMayHaveStarted()
    {
        var creates = 0;
        string? key = null;
        _store.OnCreate = (request, _) => ++creates == 1 ? throw new IOException("reset") : Task.FromResult(FromStore(new InitiateMultipartUploadResponse { UploadId = UploadId, Key = key = request.Key }));
        _store.Mock.Setup(s3 => s3.ListMultipartUploadsAsync(It.IsAny<ListMultipartUploadsRequest>(), It.IsAny<CancellationToken>()))
            .Returns(() => Task.FromResult(FromStore(new ListMultipartUploadsResponse
            {
                MultipartUploads = [new MultipartUpload { Key = key, UploadId = "lost" }, new MultipartUpload { Key = key, UploadId = UploadId }],
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

    [Fact]
    public async Task StoreAsync_TriedAgain_SaysSoInTheLog()
    {
        var log = new FakeLogger<S3Service>();
        FailPuts(2, Error(HttpStatusCode.ServiceUnavailable, "SlowDown"));

        await _store.Service(logger: log).StoreAsync(Request(Bytes(10)));

        log.Collector.GetSnapshot().Where(entry => entry.Level == LogLevel.Warning && entry.Message.Contains("SlowDown")).Should().HaveCount(2);
    }

    [Fact]
    public async Task GetMetadataAsync_OfAStoreInTrouble_IsTriedAgain()
    {
        var heads = 0;
        _store.OnHead = (_, _) => ++heads < 3 ? throw Error(HttpStatusCode.ServiceUnavailable, "SlowDown") : Task.FromResult(S3ServiceFailureTests.Head(Bytes(10)));

        (await _store.Service().GetMetadataAsync("uploads/0f8fad5b-d9cb-469f-a165-70867728950e"))!.Size.Should().Be(10);
    }

    private void FailPuts(int times, Exception failure)
    {
        var answer = _store.OnPut;
        _store.OnPut = (request, token) => times-- > 0 ? throw failure : answer(request, token);
    }
}
