using Xunit.Abstractions;

namespace Discovitas.S3.FaultTests.Sockets;

/// <summary>A few random cases; <c>Faults__Seed</c> and <c>Faults__Sample</c> choose others, or more.</summary>
public sealed class RandomCaseTests(ITestOutputHelper output)
{
    [Fact]
    public async Task RandomUploads_ReportWhatTheStoreHolds()
    {
        var violations = await SocketCommand.RunRandomAsync(FromEnvironment.Seed, FromEnvironment.Sample);

        output.WriteLine($"{violations.Count} random uploads, seed {FromEnvironment.Seed}");
        string.Join('\n', violations.Where(found => found.Length > 0)).Should().BeEmpty();
    }
}
