namespace Discovitas.S3;

/// <summary>Represents the options of <see cref="S3Housekeeping.ReconcileAsync"/>.</summary>
public sealed record ReconcileOptions
{
    internal const int MaxMaxSamples = 10_000;

    /// <summary>
    /// Gets the folder whose files are compared, with all folders below it. Records of other folders are ignored.
    /// </summary>
    /// <value>The default is all files.</value>
    public string? Folder { get; init; }

    /// <summary>
    /// Gets how long ago a file must have been stored to be reported, or deleted, if no record names it.
    /// </summary>
    /// <value>
    /// The default is 24 hours. The value must be at least 1 hour, and more than the app takes from storing a file to
    /// committing its record.
    /// </value>
    public TimeSpan GracePeriod { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Gets a value indicating whether files that no record names are deleted, unless a record names the same UUID in
    /// the same folder with another extension: it may mean the file.
    /// </summary>
    /// <value>The default is false: they are only reported.</value>
    public bool Delete { get; init; }

    /// <summary>Gets the number of deletions after which the call stops; variants count.</summary>
    /// <value>
    /// The default is 1,000, or 10 % of the files if that is more; but if no record names a file, the call throws and
    /// deletes nothing, so that a list of records that is empty by mistake never empties a bucket. The value must be at
    /// least 0.
    /// </value>
    public long? MaxDeletions
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value ?? 0, nameof(MaxDeletions));
            field = value;
        }
    }

    /// <summary>Gets the maximum number of samples of each kind in the result.</summary>
    /// <value>The default is 100. The value must be between 0 and 10,000.</value>
    public int MaxSamples
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(MaxSamples));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxMaxSamples, nameof(MaxSamples));
            field = value;
        }
    } = 100;

    /// <summary>
    /// Gets a function that receives every file that no record names, before any is deleted. If it throws, the call
    /// stops.
    /// </summary>
    /// <value>The default is none.</value>
    public Func<ListedFile, CancellationToken, ValueTask>? OnUnrecorded { get; init; }

    /// <summary>
    /// Gets a function that receives the key of every record without a file. If it throws, the call stops.
    /// </summary>
    /// <value>The default is none.</value>
    public Func<string, CancellationToken, ValueTask>? OnMissing { get; init; }

    /// <summary>Gets the object that receives the number of objects listed so far, once for each thousand.</summary>
    /// <value>The default is none.</value>
    public IProgress<HousekeepingProgress>? Progress { get; init; }
}
