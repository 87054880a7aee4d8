using Discovitas.S3.Local.Faults;
using Microsoft.Extensions.Time.Testing;

namespace Discovitas.S3.Local.Tests.Faults;

/// <summary>A clock with an offset.</summary>
public sealed class OffsetClockTests
{
    [Fact]
    public void GetUtcNow_AddsTheOffset_AndTimersKeepTheirTime()
    {
        var source = new FakeTimeProvider();
        var clock = new OffsetClock(source, TimeSpan.FromHours(1));
        var fired = false;
        using var timer = clock.CreateTimer(_ => fired = true, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        source.Advance(TimeSpan.FromSeconds(1));

        fired.Should().BeTrue();
        clock.GetUtcNow().Should().Be(source.GetUtcNow() + TimeSpan.FromHours(1));
        clock.GetTimestamp().Should().Be(source.GetTimestamp());
    }
}
