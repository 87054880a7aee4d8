namespace Discovitas.S3.FaultTests.Chaos;

/// <summary>A little chaos; <c>Faults__Seed</c> and <c>Faults__Uploads</c> make it another or a longer one.</summary>
public sealed class ChaosTests
{
    [Fact]
    public async Task WithOneRequestInFiveBroken_TheStoreHoldsWhatWasSaid()
    {
        await using var chaos = new ChaosRun(FromEnvironment.Seed);

        await chaos.UploadAsync(0, FromEnvironment.Uploads);

        chaos.Violations.Should().BeEmpty();
        chaos.Counts.Uploads.Should().Be(FromEnvironment.Uploads);
    }
}
