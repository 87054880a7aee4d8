using Discovitas.S3.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;

namespace Discovitas.S3.Tests.Client;

/// <summary>Clean-up is tried for a while, but a store that is down does not delay the caller for long.</summary>
public sealed class CleanUpCallsTests
{
    private readonly PauselessTime _time = new();
    private readonly CleanUpCalls _calls;
    private int _attempts;

    public CleanUpCallsTests()
    {
        var settings = ValidSettings.With(settings => settings.IdleTimeout = TimeSpan.FromMinutes(5));
        var context = new StoreContext("b", _time, NullLogger.Instance);
        _calls = new S3Caller(Mock.Of<IAmazonS3>(), settings, context).CleanUp();
    }

    [Fact]
    public async Task CallAsync_OnASilentStore_TriesThreeTimesInHalfAMinute()
    {
        await ShouldFailAsync(SilentAsync);

        _attempts.Should().Be(3);
        _time.Elapsed.Should().BeCloseTo(TimeSpan.FromSeconds(30.5), TimeSpan.FromSeconds(0.5));
    }

    [Fact]
    public async Task CallAsync_OnAStoreThatIsDown_TriesForHalfAMinute()
    {
        await ShouldFailAsync(DownAsync);

        _attempts.Should().BeGreaterThan(8);
        _time.Elapsed.Should().BeGreaterThan(TimeSpan.FromSeconds(25)).And.BeLessOrEqualTo(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task CallAsync_AfterOthersThatTookAllTheTime_StillHasALittle()
    {
        await ShouldFailAsync(SilentAsync);

        (await _calls.CallAsync("key", (_, _) => Task.FromResult("done"))).Should().Be("done");
        await ShouldFailAsync(DownAsync);

        _time.Elapsed.Should().BeGreaterThan(TimeSpan.FromSeconds(30)).And.BeLessThan(TimeSpan.FromSeconds(36));
    }

    [Fact]
    public async Task CallAsync_OfAnyNumberOnAStoreThatIsDown_TakesNotMuchLongerThanOne()
    {
        for (var call = 0; call < 20; call++)
        {
            await ShouldFailAsync(DownAsync);
        }

        _time.Elapsed.Should().BeGreaterThan(TimeSpan.FromSeconds(34)).And.BeLessThan(TimeSpan.FromSeconds(37));
    }

    [Fact]
    public async Task WaitAsync_OfSomeTime_WaitsOnTheClock_AndOfNone_NotAtAll()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var calls = new S3Caller(
            Mock.Of<IAmazonS3>(), ValidSettings.With(_ => { }), new StoreContext("b", time, NullLogger.Instance))
            .CleanUp();

        calls.WaitAsync(TimeSpan.Zero).IsCompleted.Should().BeTrue();
        var wait = calls.WaitAsync(TimeSpan.FromSeconds(1));
        wait.IsCompleted.Should().BeFalse();
        time.Advance(TimeSpan.FromSeconds(1));
        await wait;
    }

    [Fact]
    public void CleanUp_AfterAFailure_IsOneForAllWhoCleanUp_ButNotForAnotherStore()
    {
        var (one, other) = (Caller("one"), Caller("other"));
        var failure = new S3StoreException("failed");
        var first = one.CleanUp(failure);

        one.CleanUp(failure).Should().BeSameAs(first);
        one.CleanUp(new S3StoreException("failed")).Should().NotBeSameAs(first);
        one.CleanUp(new OperationCanceledException()).Should().NotBeSameAs(first);
        other.CleanUp(failure).Should().NotBeSameAs(first);
    }

    private S3Caller Caller(string bucket) =>
        new(Mock.Of<IAmazonS3>(), ValidSettings.With(_ => { }), new StoreContext(bucket, _time, NullLogger.Instance));

    private async Task ShouldFailAsync(Func<IAmazonS3, CancellationToken, Task<string>> call) =>
        await FluentActions.Awaiting(() => _calls.CallAsync("key", call)).Should().ThrowAsync<S3StoreException>();

    private async Task<string> SilentAsync(IAmazonS3 client, CancellationToken token)
    {
        _attempts++;
        if (!token.IsCancellationRequested)
        {
            _time.Advance(TimeSpan.FromSeconds(10));
        }

        await Task.Delay(Timeout.Infinite, token);
        return "never";
    }

    private Task<string> DownAsync(IAmazonS3 client, CancellationToken token)
    {
        _attempts++;
        throw new HttpRequestException("refused");
    }
}
