namespace Discovitas.S3.Tests.Client;

/// <summary>A download that stops is noticed; a reader that takes its time is not.</summary>
public sealed class WatchedStreamTests : IDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    private readonly PauselessTime _time = new();
    private readonly CancellationTokenSource _caller = new();
    private readonly StoreFailures _failures = new(section: null);

    public void Dispose() => _caller.Dispose();

    [Fact]
    public async Task ReadAsync_OfAStoreThatStops_FailsAfterTheIdleTimeout()
    {
        var isPatient = false;
        await using var stream = Watch(new SlowStream(token =>
        {
            _time.Advance(Idle - TimeSpan.FromSeconds(1));
            isPatient = !token.IsCancellationRequested;
            _time.Advance(TimeSpan.FromSeconds(1));
        }));

        var failure = await stream.Invoking(s => s.ReadExactlyAsync(new byte[1]).AsTask())
            .Should().ThrowAsync<S3StoreException>();

        (failure.Which.IsSilence, failure.Which.Key).Should().Be((true, "key"));
        isPatient.Should().BeTrue();
    }

    [Fact]
    public async Task ReadAsync_ByAReaderThatTakesItsTime_Succeeds()
    {
        await using var stream = Watch(new MemoryStream(Bytes(20)));

        for (var i = 0; i < 10; i++)
        {
            await stream.ReadExactlyAsync(new byte[2]);
            _time.Advance(TimeSpan.FromHours(1));
        }

        (await stream.ReadAsync(new byte[1])).Should().Be(0);
    }

    [Fact]
    public async Task ReadAsync_Cancelled_EndsAtOnce()
    {
        await using var stream = Watch(new SlowStream(_ => _caller.Cancel()));

        (await stream.Invoking(s => s.ReadExactlyAsync(new byte[1], _caller.Token).AsTask())
            .Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(_caller.Token);
    }

    [Fact]
    public async Task ReadAsync_OfAConnectionThatBreaks_FailsAsEveryCallDoes()
    {
        await using var stream = Watch(new SlowStream(_ => throw new IOException("reset")));

        var failure = await stream.Invoking(s => s.ReadExactlyAsync(new byte[1]).AsTask())
            .Should().ThrowAsync<S3StoreException>();

        (failure.Which.IsTransient, failure.Which.IsSilence).Should().Be((true, false));
        failure.Which.InnerException.Should().BeOfType<IOException>();
    }

    [Fact]
    public void Read_Synchronously_ReturnsTheBytes()
    {
        using var stream = Watch(new MemoryStream([1, 2, 3]));
        var buffer = new byte[4];

        stream.Read(buffer, 1, 1).Should().Be(1);
        stream.Read(buffer.AsSpan(2)).Should().Be(2);

        buffer.Should().Equal(0, 1, 2, 3);
    }

    [Fact]
    public void Dispose_ClosesTheConnection()
    {
        var body = new UnseekableStream([1]);

        Watch(body).Dispose();

        body.IsDisposed.Should().BeTrue();
    }

    private WatchedStream Watch(Stream body) =>
        new(body, new CallTerms("key", Idle, TimeSpan.Zero), _time, _failures);

    /// <summary>A body of which nothing more is received.</summary>
    private sealed class SlowStream(Action<CancellationToken> meanwhile) : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            meanwhile(cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
