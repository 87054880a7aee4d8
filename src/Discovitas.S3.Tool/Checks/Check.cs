namespace Discovitas.S3.Tool.Checks;

/// <summary>Finds out one thing that a store can or cannot do.</summary>
/// <param name="Name">The name, for instance <c>copy-condition</c>.</param>
/// <param name="Checked">What is checked, as a sentence.</param>
/// <param name="RunAsync">Runs the check. An error of the store becomes a result.</param>
internal sealed record Check(
    string Name, string Checked, Func<CheckContext, CancellationToken, Task<CheckResult>> RunAsync)
{
    /// <summary>Gets the names of the checks without which this one says nothing.</summary>
    internal IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Gets what a store that does not do this limits.</summary>
    internal string? Limits { get; init; }

    /// <summary>Gets the setting that suits a store that does not do this.</summary>
    internal SuggestedSetting? Setting { get; init; }

    /// <summary>Gets a value indicating whether no upload works without this.</summary>
    internal bool IsEssential { get; init; }
}
