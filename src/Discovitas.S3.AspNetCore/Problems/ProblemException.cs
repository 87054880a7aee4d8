namespace Discovitas.S3.AspNetCore.Problems;

/// <summary>The exception that is thrown when a request fails with a problem of <see cref="ProblemTable"/>.</summary>
internal sealed class ProblemException(Problem problem, string detail, Exception? innerException = null)
    : Exception(detail, innerException)
{
    internal Problem Problem { get; } = problem;

    /// <summary>Gets how long the client must wait before it tries again, if that helps.</summary>
    internal TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets what the rule allows, if it can be stated.</summary>
    internal string? Limit { get; init; }

    /// <summary>Gets the size of the file in bytes, of which no such range can be read, if it is known.</summary>
    internal long? FileSize { get; init; }

    /// <summary>Gets what was received, shortened and without control characters, if it can be stated.</summary>
    internal string? Found { get; init; }
}
