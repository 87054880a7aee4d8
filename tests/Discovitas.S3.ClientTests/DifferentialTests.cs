using Discovitas.S3.ClientTests.Differential;

namespace Discovitas.S3.ClientTests;

/// <summary>
/// Random sequences of calls give the same on the embedded S3 and on Ceph, apart from the listed differences. The
/// command <c>differential</c> makes longer ones, and shows which calls lead to a difference.
/// </summary>
public sealed class DifferentialTests
{
    [Theory]
    [OnCephData(1)]
    [OnCephData(2)]
    [OnCephData(3)]
    public async Task ASequence_GivesTheSameAsOnCeph(int seed)
    {
        var found = await Comparison.RunAsync(new CallGenerator(seed).Make(100));

        found.Select(one => $"{one.Difference}\n{one.Call}").Should().BeEmpty();
    }
}
