namespace Discovitas.S3.BrowserTests.Support;

/// <summary>What the module's promise came to, and what it told on the way.</summary>
internal sealed record ModuleOutcome(ModuleFile? File, ModuleError? Error, IReadOnlyList<ModuleProgress> Progress)
{
    /// <summary>What became of each of several files.</summary>
    public IReadOnlyList<ModuleResult>? Results { get; init; }
}
