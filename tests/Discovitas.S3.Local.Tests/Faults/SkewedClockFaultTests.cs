namespace Discovitas.S3.Local.Tests.Faults;

/// <summary>Requests that are carried out with a wrong clock.</summary>
public sealed class SkewedClockFaultTests
{
    private static readonly byte[] Data = Bytes(20_000);

    [Theory]
    [InlineData(60)]
    [InlineData(-60)]
    public async Task SkewedClock_RejectsTheRightTimeAndAcceptsItsOwn(int minutes)
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = _ => S3Fault.SkewedClock(TimeSpan.FromMinutes(minutes));
        RawRequest Put(DateTimeOffset time) => new("PUT", $"/{scenario.Bucket}/k") { Body = Data, Time = time };

        var rejected = await scenario.Raw.SendAsync(Put(DateTimeOffset.UtcNow));
        var completed = DateTimeOffset.Parse(rejected.Headers["Date"], CultureInfo.InvariantCulture);
        var taken = await scenario.Raw.SendAsync(Put(completed));

        rejected.Code.Should().Be("RequestTimeTooSkewed");
        completed.Should().BeCloseTo(DateTimeOffset.UtcNow.AddMinutes(minutes), TimeSpan.FromMinutes(5));
        taken.Status.Should().Be(200);
        scenario.Server.Faults = null;
        (await scenario.S3.GetObjectMetadataAsync(scenario.Bucket, "k")).LastModified!.Value.ToUniversalTime()
            .Should().BeCloseTo(completed.UtcDateTime, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task SkewedClock_WithinFifteenMinutes_IsAccepted()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = _ => S3Fault.SkewedClock(TimeSpan.FromMinutes(14));

        await scenario.PutAsync("k", "hello");
    }
}
