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
        bool? isStopped = null;
        _store.OnPut = async (request, token) =>
        {
            var buffer = new byte[100];
            for (var i = 0; i < 10; i++)
            {
                time.Advance(TimeSpan.FromSeconds(29));
                await request.InputStream.ReadExactlyAsync(buffer, token);
            }

            isStopped = token.IsCancellationRequested;
            return FromStore(new PutObjectResponse { ETag = "\"e\"", ChecksumCRC32 = request.ChecksumCRC32 });
        };

        await _store.Service(time: time).StoreAsync(Request(Bytes(1000)));

        isStopped.Should().BeFalse();
    }

    [Fact]
    public async Task ARequest_WhoseBytesLeaveTheBuffersSlowly_LastsUntilTheIdleTimeoutAfterTheLast()
    {
        if (!OperatingSystem.IsLinux())
        {
            // No other system tells what the other side has received.
            return;
        }

        using var request = new WatchedRequest();
        await using var link = await Loopback.ConnectAsync();
        await request.Body.SendToAsync(link.Connection, CancellationToken.None);

        // As if the bytes had been in a buffer until now: the other side has received more than was noticed.
        await link.SendAsync(1000);
        request.Wait(quarters: 4);
        request.Watch.TimedOut.Should().BeFalse("the other side has received bytes");
        request.Wait(quarters: 1);
        request.Wait(quarters: 1);
        await link.SendAsync(1);
        request.Wait(quarters: 1);
        request.Wait(quarters: 1);
        request.Wait(quarters: 1);
        request.Wait(quarters: 1);
        request.Watch.TimedOut.Should().BeFalse("the idle timeout counts from the last look that saw progress");
        request.Wait(quarters: 1);
        request.Watch.TimedOut.Should().BeTrue();
    }

    [Fact]
    public async Task ARequest_WhoseBytesAreReceivedAndNotAnswered_EndsAfterTheIdleTimeout()
    {
        using var request = new WatchedRequest();
        await ReadAllAsync(request.Body);

        request.Time.Advance(WatchedRequest.IdleTimeout - TimeSpan.FromSeconds(1));
        request.Watch.TimedOut.Should().BeFalse();
        request.Time.Advance(TimeSpan.FromSeconds(1));

        request.Watch.TimedOut.Should().BeTrue();
        request.Watch.Token.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public void Cancel_OfARequestThatHasEnded_DoesNothing()
    {
        var watch = new RequestWatch(
            new CallTerms("key", TimeSpan.FromSeconds(1), TimeSpan.Zero), TimeProvider.System, CancellationToken.None);
        watch.Dispose();

        watch.Invoking(ended => ended.Cancel()).Should().NotThrow();
    }

    [Fact]
    public void Dispose_EndsTheIdleTimeout()
    {
        var time = new FakeTimeProvider();
        var watch = new RequestWatch(
            new CallTerms("key", TimeSpan.FromSeconds(1), TimeSpan.Zero), time, CancellationToken.None);

        watch.Dispose();
        time.Advance(TimeSpan.FromMinutes(1));

        watch.TimedOut.Should().BeFalse();
        watch.Invoking(ended => ended.Token).Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    public async Task ARequest_WhoseBodyNobodyReads_GetsAQuarterMoreForTheResponseThatIsThere()
    {
        using var request = new WatchedRequest();
        await using var link = await Loopback.ConnectAsync();
        await request.Body.SendToAsync(link.Connection, CancellationToken.None);
        await link.SendAsync(1);
        request.Body.Sent.HaveMoved();
        await link.RespondAsync();

        request.Wait(quarters: 4);
        request.Watch.TimedOut.Should().BeFalse("there is a response to read");
        request.Wait(quarters: 1);
        request.Watch.TimedOut.Should().BeTrue("nobody has read it");
    }

    /// <summary>A request with 1000 bytes that has begun, on a clock that the test moves.</summary>
    private sealed class WatchedRequest : IDisposable
    {
        internal static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(40);

        private readonly MemoryPart _part = new(1, isLast: true, new(Bytes(1000)), new PartChecksums(0, null));

        internal WatchedRequest()
        {
            Body = new PartStream(_part, progress: null);
            var terms = new CallTerms("key", IdleTimeout, TimeSpan.Zero) { Body = Body };
            Watch = new RequestWatch(terms, Time, CancellationToken.None);
            Body.Begin(Watch);
        }

        internal FakeTimeProvider Time { get; } = new();

        internal PartStream Body { get; }

        internal RequestWatch Watch { get; }

        /// <summary>Lets so many quarters of the idle timeout pass in one step.</summary>
        internal void Wait(int quarters) => Time.Advance(quarters * IdleTimeout / 4);

        public void Dispose()
        {
            Watch.Dispose();
            Body.Dispose();
            _part.Dispose();
        }
    }
}
