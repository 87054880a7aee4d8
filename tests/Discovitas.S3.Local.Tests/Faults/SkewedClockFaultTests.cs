namespace Discovitas.S3.Local.Tests.Faults;

/// <summary>Requests that are carried out with a wrong clock.</summary>
public sealed class SkewedClockFaultTests : ScenarioTest
{
    private static readonly byte[] Data = Bytes(20_000);

    [Theory]
    [InlineData(60)]
    [InlineData(-60)]
    public async Task SkewedClock_RejectsTheRightTimeAndAcceptsItsOwn(int minutes)
    {
        Scenario.Server.Faults = _ => S3Fault.SkewedClock(TimeSpan.FromMinutes(minutes));
        RawRequest Put(DateTimeOffset time) => new("PUT", $"/{Scenario.Bucket}/k") { Body = Data, Time = time };

        var rejected = await Scenario.Raw.SendAsync(Put(DateTimeOffset.UtcNow));
        var completed = DateTimeOffset.Parse(rejected.Headers["Date"], CultureInfo.InvariantCulture);
        var taken = await Scenario.Raw.SendAsync(Put(completed));

        rejected.Code.Should().Be("RequestTimeTooSkewed");
        completed.Should().BeCloseTo(DateTimeOffset.UtcNow.AddMinutes(minutes), TimeSpan.FromMinutes(5));
        taken.Status.Should().Be(200);
        Scenario.Server.Faults = null;
        (await Scenario.S3.GetObjectMetadataAsync(Scenario.Bucket, "k")).LastModified!.Value.ToUniversalTime()
            .Should().BeCloseTo(completed.UtcDateTime, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task SkewedClock_WithinFifteenMinutes_IsAccepted()
    {
        Scenario.Server.Faults = _ => S3Fault.SkewedClock(TimeSpan.FromMinutes(14));

        await Scenario.PutAsync("k", "hello");
    }
}
