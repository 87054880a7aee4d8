namespace Discovitas.S3.Probes;

/// <summary>Looks at one thing.</summary>
/// <param name="Name">The name of the finding.</param>
/// <param name="LookedAt">What is looked at.</param>
/// <param name="Look">Looks. An exception of the store becomes a finding.</param>
internal sealed record Probe(
    string Name, string LookedAt, Func<ProbeContext, CancellationToken, Task<ProbeResult>> Look)
{
    /// <summary>Gets the names of the findings without which this one would say nothing.</summary>
    internal IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Gets the right that the look needs, as in an IAM policy.</summary>
    internal string? Right { get; init; }

    /// <summary>
    /// Gets a value indicating whether only the diagnosis needs the right, so that uploads work without it.
    /// </summary>
    internal bool OnlyLooks { get; init; }
}
