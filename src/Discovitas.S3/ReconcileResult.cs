namespace Discovitas.S3;

/// <summary>Represents the differences between the files of a bucket and the records of an app.</summary>
public sealed record ReconcileResult
{
    /// <summary>Gets the number of files.</summary>
    public required long Files { get; init; }

    /// <summary>
    /// Gets the number of variants. A record that names a file, with any extension, stands for its variants as well.
    /// </summary>
    public long Variants { get; init; }

    /// <summary>Gets the number of records; those that name the same file count once.</summary>
    public required long Records { get; init; }

    /// <summary>Gets the number of records that are neither keys nor URLs of this service.</summary>
    public required long InvalidRecords { get; init; }

    /// <summary>Gets some of the invalid records.</summary>
    public required IReadOnlyList<string> InvalidSamples { get; init; }

    /// <summary>
    /// Gets the number of files that no record names and that are younger than the grace period. Their records may not
    /// be committed yet.
    /// </summary>
    public required long Young { get; init; }

    /// <summary>
    /// Gets the number of files that no record names and that are older than the grace period. Variants whose file is
    /// gone count as files; all others are reported and deleted with theirs.
    /// </summary>
    public required long Unrecorded { get; init; }

    /// <summary>Gets the sum of their sizes in bytes, with those of their variants.</summary>
    public required long UnrecordedBytes { get; init; }

    /// <summary>Gets some of the files that no record names.</summary>
    public required IReadOnlyList<ListedFile> UnrecordedSamples { get; init; }

    /// <summary>
    /// Gets the number of records without a file: they existed before and after the bucket was listed, and there is
    /// neither a file nor a pending file nor an unfinished upload for them.
    /// </summary>
    public required long Missing { get; init; }

    /// <summary>Gets the keys of some of the records without a file.</summary>
    public required IReadOnlyList<string> MissingSamples { get; init; }

    /// <summary>
    /// Gets the number of files and variants that are deleted; 0 without <see cref="ReconcileOptions.Delete"/>.
    /// </summary>
    public required long Deleted { get; init; }

    /// <summary>Gets the sum of their sizes in bytes.</summary>
    public required long DeletedBytes { get; init; }

    /// <summary>
    /// Gets the number of files that the store did not delete, for instance because of an object lock.
    /// </summary>
    public required long Failed { get; init; }

    /// <summary>
    /// Gets a value indicating whether the call stopped at <see cref="ReconcileOptions.MaxDeletions"/>, so that more
    /// files remain that no record names.
    /// </summary>
    public required bool ReachedLimit { get; init; }
}
