namespace Discovitas.S3.FaultTests.Kills;

/// <summary>A few kills; the command <c>kills</c> does 200.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task Server_KilledDuringWrites_HasWhatItAcknowledged()
    {
        var counts = await KillRun.RunAsync(kills: 10, FromEnvironment.Seed);

        counts.AreClean.Should().BeTrue(counts.ToString());
        counts.Acknowledged.Should().BeGreaterThan(10);
    }
}
