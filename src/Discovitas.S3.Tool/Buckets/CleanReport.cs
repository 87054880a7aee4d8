namespace Discovitas.S3.Tool.Buckets;

/// <summary>Represents what the command <c>clean</c> has done.</summary>
internal sealed record CleanReport
{
    /// <summary>Gets whether things were counted only.</summary>
    public required bool DryRun { get; init; }

    /// <summary>Gets the age from which on things were deleted, in seconds.</summary>
    public required long OlderThanSeconds { get; init; }

    /// <summary>Gets what was done to unfinished multipart uploads; null if it failed.</summary>
    public required CleaningResult? UnfinishedUploads { get; init; }

    /// <summary>Gets what was done to pending files; null if it failed.</summary>
    public required CleaningResult? Pending { get; init; }

    /// <summary>Gets whether all that is old was deleted, or counted.</summary>
    internal bool IsComplete => UnfinishedUploads is { Failed: 0 } && Pending is { Failed: 0 };
}
