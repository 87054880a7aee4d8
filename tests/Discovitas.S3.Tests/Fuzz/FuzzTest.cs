namespace Discovitas.S3.Tests.Fuzz;

/// <summary>Properties that hold for every generated case.</summary>
public abstract class FuzzTest(ITestOutputHelper output)
{
    private protected FuzzRun Run { get; } = new(output);
}
