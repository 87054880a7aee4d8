using Discovitas.S3.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;

namespace Discovitas.S3.Tests.Client;

/// <summary>How long each kind of call may go without progress, and when its caller can cancel it.</summary>
public sealed class CallTermsTests : IDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    private readonly PauselessTime _time = new();
    private readonly CancellationTokenSource _caller = new();
    private readonly MemoryPart _part = new(1, isLast: true, new(new byte[10]), new PartChecksums(0, null));
    private readonly List<S3StoreException> _failures = [];
    private bool _isPatient;

    public void Dispose()
    {
        _caller.Dispose();
        _part.Dispose();
    }

    [Theory]
    [InlineData(true, 4)]
    [InlineData(false, 20)]
    public async Task CommitAsync_WaitsLongerThanOtherCalls_SinceTheStoreJoinsAllParts(bool isOwn, int timeouts)
    {
        using var client = S3Client.Create(Settings());
        var caller = Caller(isOwn ? client : Mock.Of<IAmazonS3>());

        var failure = await Failing(caller.CommitAsync(
            "key", (_, token) => SilentAsync(Idle * timeouts, token)));

        failure.Message.Should().Contain("no progress");
        _isPatient.Should().BeTrue();
        _time.Elapsed.Should().BeCloseTo(Idle * timeouts, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task CallAsync_WithoutProgress_FailsAfterTheIdleTimeout()
    {
        var failure = await Failing(Caller().CallAsync("key", (_, token) => SilentAsync(Idle, token), _caller.Token));

        (failure.IsSilence, failure.IsTransient, failure.Key).Should().Be((true, true, "key"));
        _isPatient.Should().BeTrue();
    }

    [Fact]
    public async Task CallAsync_CancelledUnderWay_EndsAtOnce()
    {
        var call = Caller().CallAsync("key", CancelAndWaitAsync, _caller.Token);

        (await FluentActions.Awaiting(() => call).Should().ThrowAsync<OperationCanceledException>())
            .Which.CancellationToken.Should().Be(_caller.Token);
    }

    [Fact]
    public async Task CallAsync_CancelledBefore_CallsNothing()
    {
        await _caller.CancelAsync();

        await FluentActions.Awaiting(() => Caller().CallAsync<int>("key", (_, _) => throw NotCalled(), _caller.Token))
            .Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task SendPartAsync_CancelledUnderWay_EndsAtOnce_AlsoIfAllIsSent()
    {
        using var body = new PartStream(_part, progress: null);

        var call = Caller().SendPartAsync("key", body, (_, token) => SendAndCancelAsync(body, token), _caller.Token);

        await FluentActions.Awaiting(() => call).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task SendObjectAsync_CancelledWithTheLastByteSent_WaitsForTheAnswer()
    {
        using var body = new PartStream(_part, progress: null);

        var call = Caller().SendObjectAsync(
            "key",
            body,
            async (_, token) =>
            {
                await ReadAllAsync(body, token);
                await _caller.CancelAsync();
                return token.IsCancellationRequested;
            },
            _caller.Token);

        (await call).Should().BeFalse();
    }

    [Fact]
    public async Task StartAsync_Cancelled_WaitsForTheAnswer_AndIsNotTriedAgain()
    {
        var attempts = 0;
        var call = Caller(retryFor: Idle).StartAsync<bool>(
            "key",
            async (_, token) =>
            {
                attempts++;
                await _caller.CancelAsync();
                _isPatient = !token.IsCancellationRequested;
                throw new IOException("reset");
            },
            _failures.Add,
            _caller.Token);

        await FluentActions.Awaiting(() => call).Should().ThrowAsync<OperationCanceledException>();

        attempts.Should().Be(1);
        _isPatient.Should().BeTrue();
        _failures.Should().ContainSingle();
    }

    [Fact]
    public async Task AskOnceAsync_OfAStoreInTrouble_AsksOnce_ButAgainWithRenewedCredentials()
    {
        var attempts = 0;
        await Failing(Caller().AskOnceAsync<int>("key", (_, _) => throw Trouble(), CancellationToken.None));

        (await Caller().AskOnceAsync(
            "key",
            (_, _) => ++attempts == 1
                ? throw Error(HttpStatusCode.BadRequest, "ExpiredToken")
                : Task.FromResult(attempts),
            CancellationToken.None)).Should().Be(2);
    }

    [Fact]
    public async Task CallAsync_WhoseRulesRejectTheFile_PassesTheRejectionOn()
    {
        var rejection = new UploadRejectedException(UploadRejectionReason.TooLarge, "too large");

        (await FluentActions.Awaiting(() => Caller().CallAsync<int>("key", (_, _) => throw rejection, _caller.Token))
            .Should().ThrowAsync<UploadRejectedException>()).Which.Should().BeSameAs(rejection);
    }

    [Fact]
    public async Task RepeatAsync_WithALimit_EndsAnAttemptThatMakesProgressButNoEnd()
    {
        var terms = new CallTerms("key", Idle, Idle) { Limit = TimeSpan.FromSeconds(40) };

        await Failing(Caller().RepeatAsync<int>(
            terms,
            async (_, token) =>
            {
                while (!token.IsCancellationRequested)
                {
                    _time.Advance(TimeSpan.FromSeconds(1));
                    RequestWatch.Current!.Touch();
                }

                await Task.Delay(Timeout.Infinite, token);
                return 0;
            },
            CancellationToken.None));

        _time.Elapsed.Should().Be(TimeSpan.FromSeconds(40));
    }

    private static S3Settings Settings(TimeSpan retryFor = default) => ValidSettings.With(settings =>
    {
        settings.IdleTimeout = Idle;
        settings.RetryTimeout = retryFor;
    });

    private static async Task<S3StoreException> Failing(Task call) =>
        (await FluentActions.Awaiting(() => call).Should().ThrowAsync<S3StoreException>()).Which;

    private static InvalidOperationException NotCalled() => new("It must not be called.");

    private static AmazonS3Exception Trouble() => Error(HttpStatusCode.ServiceUnavailable, "SlowDown");

    private S3Caller Caller(IAmazonS3? client = null, TimeSpan retryFor = default) =>
        new(client ?? Mock.Of<IAmazonS3>(), Settings(retryFor), new StoreContext("b", _time, NullLogger.Instance));

    // Silent until just before the end, when it must still be waited for, and after it.
    private async Task<int> SilentAsync(TimeSpan patience, CancellationToken token)
    {
        _time.Advance(patience - TimeSpan.FromSeconds(1));
        _isPatient = !token.IsCancellationRequested;
        _time.Advance(TimeSpan.FromSeconds(1));
        await Task.Delay(Timeout.Infinite, token);
        return 0;
    }

    private async Task<int> CancelAndWaitAsync(IAmazonS3 client, CancellationToken token)
    {
        await _caller.CancelAsync();
        await Task.Delay(Timeout.Infinite, token);
        return 0;
    }

    private async Task<int> SendAndCancelAsync(PartStream body, CancellationToken token)
    {
        await ReadAllAsync(body, token);
        return await CancelAndWaitAsync(null!, token);
    }
}
