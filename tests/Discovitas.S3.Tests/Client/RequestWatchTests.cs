using Microsoft.Extensions.Time.Testing;

namespace Discovitas.S3.Tests.Client;

/// <summary>A request may take any time as long as it moves.</summary>
public sealed class RequestWatchTests
{
    private readonly StoreMock _store = new();

    [Fact]
    public async Task StoreAsync_WithoutProgress_FailsAfterTheIdleTimeout()
    {
        var time = new FakeTimeProvider();
        _store.OnPut = async (_, token) =>
        {
            time.Advance(TimeSpan.FromSeconds(31));
            await Task.Delay(Timeout.Infinite, token);
            return new PutObjectResponse();
        };

        var failure = await _store.Service(settings => settings.RetryTimeout = TimeSpan.Zero, time)
            .Invoking(s => s.StoreAsync(Request(Bytes(1)))).Should().ThrowAsync<S3StoreException>();

        failure.Which.IsTransient.Should().BeTrue();
        failure.Which.Message.Should().Contain("S3Settings.IdleTimeout");
    }

    [Fact]
    public async Task StoreAsync_WithProgress_MayTakeLongerThanTheIdleTimeout()
    {
        var time = new FakeTimeProvider();
        _store.OnPut = async (request, token) =>
        {
            var buffer = new byte[100];
            for (var i = 0; i < 10; i++)
            {
                time.Advance(TimeSpan.FromSeconds(29));
                await request.InputStream.ReadExactlyAsync(buffer, token);
            }

            token.IsCancellationRequested.Should().BeFalse();
            return FromStore(new PutObjectResponse { ETag = "\"e\"", ChecksumCRC32 = request.ChecksumCRC32 });
        };

        await _store.Service(time: time).StoreAsync(Request(Bytes(1000)));
    }

    [Fact]
    public async Task ARequest_WhoseBytesLeaveTheBuffersSlowly_LastsUntilTheIdleTimeoutAfterTheLast()
    {
        if (!OperatingSystem.IsLinux())
        {
            // No other system tells what the other side has received.
            return;
        }

        var idle = TimeSpan.FromSeconds(40);
        var time = new FakeTimeProvider();
        using var part = new MemoryPart(1, isLast: true, Bytes(1000), new PartChecksums(0, null));
        using var body = new PartStream(part, progress: null);
        using var watch = new RequestWatch(
            new CallTerms("key", idle, TimeSpan.Zero) { Body = body }, time, CancellationToken.None);
        body.Begin(watch);
        await using var link = await Loopback.ConnectAsync();
        await body.SendToAsync(link.Connection, CancellationToken.None);

        // As if the bytes had been in a buffer until now: the other side has received more than was noticed.
        await link.SendAsync(1000);
        time.Advance(idle);
        watch.TimedOut.Should().BeFalse("the other side has received bytes");
        time.Advance(idle / 4);
        time.Advance(idle / 4);
        await link.SendAsync(1);
        time.Advance(idle / 4);
        time.Advance(idle / 4);
        time.Advance(idle / 4);
        time.Advance(idle / 4);
        watch.TimedOut.Should().BeFalse("the idle timeout counts from the last look that saw progress");
        time.Advance(idle / 4);
        watch.TimedOut.Should().BeTrue();
    }

    [Fact]
    public async Task ARequest_WhoseBytesAreReceivedAndNotAnswered_EndsAfterTheIdleTimeout()
    {
        var idle = TimeSpan.FromSeconds(40);
        var time = new FakeTimeProvider();
        using var part = new MemoryPart(1, isLast: true, Bytes(1000), new PartChecksums(0, null));
        using var body = new PartStream(part, progress: null);
        using var watch = new RequestWatch(
            new CallTerms("key", idle, TimeSpan.Zero) { Body = body }, time, CancellationToken.None);
        body.Begin(watch);
        await ReadAllAsync(body);

        time.Advance(idle - TimeSpan.FromSeconds(1));
        watch.TimedOut.Should().BeFalse();
        time.Advance(TimeSpan.FromSeconds(1));

        watch.TimedOut.Should().BeTrue();
        watch.Token.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public void Cancel_OfARequestThatHasEnded_DoesNothing()
    {
        var watch = new RequestWatch(
            new CallTerms("key", TimeSpan.FromSeconds(1), TimeSpan.Zero), TimeProvider.System, CancellationToken.None);
        watch.Dispose();

        watch.Invoking(ended => ended.Cancel()).Should().NotThrow();
    }
}
