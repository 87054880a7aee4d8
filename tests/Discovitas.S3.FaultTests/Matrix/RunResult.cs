using Discovitas.S3.FaultTests.Subjects;
using Discovitas.S3.FaultTests.Support;

namespace Discovitas.S3.FaultTests.Matrix;

/// <summary>One case, run for one subject: what it said, what the store holds, and what the store was asked.</summary>
internal sealed record RunResult(ISubject Subject, Case Case)
{
    /// <summary>What the upload threw; null: it reported success, or did not end.</summary>
    internal Exception? Failure { get; init; }

    /// <summary>Whether the upload ended at all.</summary>
    internal bool HasEnded { get; init; } = true;

    internal required Holdings Holdings { get; init; }

    internal required IReadOnlyList<LoggedRequest> Requests { get; init; }

    internal required IReadOnlyList<string> Messages { get; init; }

    internal bool Succeeded => HasEnded && Failure is null;

    /// <summary>The promises that were broken.</summary>
    internal Violation Violations { get; init; }

    /// <summary>Whether the upload said that it cannot know, or cannot clean up, and nobody could have.</summary>
    internal bool IsOpen { get; init; }
}
