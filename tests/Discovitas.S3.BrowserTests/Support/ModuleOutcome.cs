namespace Discovitas.S3.BrowserTests.Support;

/// <summary>What the module's promise came to, and what it told on the way.</summary>
internal sealed record ModuleOutcome(ModuleFile? File, ModuleError? Error, IReadOnlyList<ModuleProgress> Progress)
{
    /// <summary>What became of each of several files.</summary>
    public IReadOnlyList<ModuleResult>? Results { get; init; }

    /// <summary>Requires a progress that never goes back, and ends full.</summary>
    internal void ShouldHaveGrownTo(long sum)
    {
        Progress[^1].Should().Be(new ModuleProgress(sum, sum));
        Progress.Should().OnlyContain(step => step.Loaded <= step.Total);
        Progress.Select(step => step.Loaded).Should().BeInAscendingOrder();
        Progress.Select(step => step.Total).Should().BeInDescendingOrder();
    }
}
