namespace Discovitas.S3.Tests.Client;

/// <summary>
/// Bytes that a connection has accepted may still be in buffers: a slow link gets the time that it takes for them.
/// </summary>
public sealed class SentBytesTests
{
    private const int SlowestLink = 8 * 1024;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(60);

    private readonly SentBytes _sent = new();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(64 * 1024, 0)]
    [InlineData((64 * 1024) + SlowestLink, 1)]
    [InlineData((64 * 1024) + (100 * SlowestLink), 100)]
    [InlineData((64 * 1024) + (4 * MiB), 512)]
    [InlineData(100 * MiB, 512)]
    public void TimeInBuffers_IsWhatTheSlowestLinkTakes_ForNoMoreThanBuffersHold(int bytes, int seconds)
    {
        _sent.HandOver(bytes);

        _sent.TimeInBuffers(Idle).Should().Be(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public void TimeInBuffers_WithAShortIdleTimeout_IsAtMostSixteenTimesIt()
    {
        _sent.HandOver(100 * MiB);

        _sent.TimeInBuffers(TimeSpan.FromSeconds(1)).Should().Be(TimeSpan.FromSeconds(16));
    }

    [Fact]
    public void TimeInBuffers_WithoutAnIdleTimeout_IsNone()
    {
        _sent.HandOver(100 * MiB);

        _sent.TimeInBuffers(Timeout.InfiniteTimeSpan).Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void HaveMoved_OnAConnectionThatReportsNothing_IsFalse()
    {
        _sent.HandOver(100);

        _sent.HaveMoved().Should().BeFalse();
    }
}
