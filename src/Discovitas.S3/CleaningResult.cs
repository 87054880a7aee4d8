namespace Discovitas.S3;

/// <summary>Represents what a method that deletes has found and deleted.</summary>
public sealed record CleaningResult
{
    /// <summary>
    /// Gets the number of objects, or of multipart uploads, that are old enough. If the call stopped at its limit, this
    /// is the number found until then.
    /// </summary>
    public required long Found { get; init; }

    /// <summary>Gets the number of those that are deleted or aborted; 0 for a dry run.</summary>
    public required long Deleted { get; init; }

    /// <summary>
    /// Gets the number of those that the store did not delete, for instance because of an object lock. The log names
    /// each.
    /// </summary>
    public required long Failed { get; init; }

    /// <summary>
    /// Gets the size in bytes of those that are deleted or, for a dry run, of those that were found. For multipart
    /// uploads it is the size of their parts.
    /// </summary>
    public required long Bytes { get; init; }

    /// <summary>
    /// Gets a value indicating whether the call stopped at <see cref="CleaningOptions.MaxDeletions"/>, so that there
    /// may be more to delete.
    /// </summary>
    public required bool ReachedLimit { get; init; }
}
