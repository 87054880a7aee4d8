namespace Discovitas.S3.AspNetCore.Problems;

/// <summary>A request that is answered with a row of the table.</summary>
internal sealed class RefusedException(Problem problem, string detail, Exception? innerException = null) : Exception(detail, innerException)
{
    internal Problem Problem { get; } = problem;

    /// <summary>What the rule allows, if it can be told.</summary>
    internal string? Limit { get; init; }

    /// <summary>What came in, shortened and without control characters, if it can be told.</summary>
    internal string? Found { get; init; }
}
