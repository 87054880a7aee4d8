using Microsoft.Extensions.Time.Testing;

namespace Discovitas.S3.Tests.Client;

/// <summary>What is tried again, how often, and what ends it.</summary>
public sealed class S3CallerTests
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
    [InlineData(false)]
    [InlineData(true)]
    public void NeedsSha256_WithAnAppsClient_IsFalse_SinceItComputesItsOwn(bool isHttp)
    {
        var caller = _store.Caller(settings => settings.ServiceUrl = isHttp ? "http://store.example" : null);

        (caller.SignsPayload, caller.NeedsSha256).Should().Be((isHttp, false));
    }

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
        _store.OnPut = (request, token) =>
            _time.Skipped < TimeSpan.FromSeconds(10)
                ? throw new HttpRequestException("refused")
                : answer(request, token);

        await _store.Service(time: _time).StoreAsync(Request(Bytes(10)));

        _time.Skipped.Should().BeLessThan(TimeSpan.FromSeconds(15), "it must notice soon that the store is back");
    }

    [Fact]
    public async Task StoreAsync_OnAStoreThatStaysDown_GivesUpAfterTheSettingsTime()
    {
        FailPuts(int.MaxValue, new HttpRequestException("refused"));

        await _store.Service(settings => settings.RetryTimeout = TimeSpan.FromMinutes(1), _time)
            .Invoking(s => s.StoreAsync(Request(Bytes(10)))).Should().ThrowAsync<S3StoreException>();

        _time.Skipped.Should().BeGreaterThan(TimeSpan.FromSeconds(60)).And.BeLessThan(TimeSpan.FromSeconds(70));
    }

    [Fact]
    public async Task StoreAsync_WithNoTimeToTryAgain_TriesOnce()
    {
        FailPuts(1, new HttpRequestException("refused"));

        await _store.Service(settings => settings.RetryTimeout = TimeSpan.Zero)
            .Invoking(s => s.StoreAsync(Request(Bytes(10)))).Should().ThrowAsync<S3StoreException>();

        _store.Calls.Should().Equal("Put");
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "AccessDenied")]
    [InlineData(HttpStatusCode.NotFound, "NoSuchBucket")]
    [InlineData(HttpStatusCode.NotImplemented, "NotImplemented")]
    [InlineData(HttpStatusCode.BadRequest, "InvalidArgument")]
    [InlineData(HttpStatusCode.MovedPermanently, "PermanentRedirect")]
    public async Task StoreAsync_WithALastingError_IsNotTriedAgain(HttpStatusCode status, string code)
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
        var failing = from service in Enumerable.Repeat(dead.Service(), 20)
                      select service.Invoking(s => s.StoreAsync(Request(Bytes(1))))
                          .Should().ThrowAsync<S3StoreException>();
        await Task.WhenAll(failing);
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
            await ReadAllAsync(request.InputStream, token);
            throw new IOException("reset");
        };
        var upload = _store.Service(time: time).StoreAsync(Request(Bytes(10)), caller.Token);

        await caller.CancelAsync();
        await time.PassAsync(upload);

        (await FluentActions.Awaiting(() => upload).Should().ThrowAsync<OperationCanceledException>())
            .Which.CancellationToken.Should().Be(caller.Token);
        _store.Calls.Should().StartWith(["Put", "Delete"], "the answer that was lost may have been a yes");
    }

    [Fact]
    public async Task StoreAsync_TriedAgain_IsLogged()
    {
        var log = new FakeLogger<S3Service>();
        FailPuts(2, Error(HttpStatusCode.ServiceUnavailable, "SlowDown"));

        await _store.Service(logger: log).StoreAsync(Request(Bytes(10)));

        log.Collector.GetSnapshot()
            .Where(entry => entry.Level == LogLevel.Warning && entry.Message.Contains("SlowDown"))
            .Should().HaveCount(2);
    }

    [Fact]
    public async Task GetMetadataAsync_OfAStoreInTrouble_IsTriedAgain()
    {
        var heads = 0;
        _store.OnHead = (_, _) =>
            ++heads < 3 ? throw Error(HttpStatusCode.ServiceUnavailable, "SlowDown") : Task.FromResult(Head(Bytes(10)));

        (await _store.Service().GetMetadataAsync(Key))!.Size.Should().Be(10);
    }

    private void FailPuts(int times, Exception failure)
    {
        var answer = _store.OnPut;
        _store.OnPut = (request, token) => times-- > 0 ? throw failure : answer(request, token);
    }
}
