using Discovitas.S3.Keys;
using Discovitas.S3.Text;

namespace Discovitas.S3;

/// <summary>
/// Represents the options of <see cref="S3Housekeeping.RunAsync"/>: what it measures and cleans, and how often.
/// </summary>
public sealed class HousekeepingOptions
{
    private static readonly TimeSpan MinInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxInterval = TimeSpan.FromDays(30);
    private static readonly TimeSpan MinAge = TimeSpan.FromHours(1);

    /// <summary>
    /// Gets or sets the time between two rounds. Each time it is up to 10 % shorter or longer, so that the instances of
    /// an app do not work at the same moment.
    /// </summary>
    /// <value>The default is 1 hour. The value must be between 1 minute and 30 days.</value>
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Gets or sets a value indicating whether each round measures the files
    /// (<see cref="S3Housekeeping.GetUsageAsync"/>), for the metrics, the warnings and <see cref="OnMeasured"/>. It
    /// costs one request for each thousand files.
    /// </summary>
    /// <value>The default is true.</value>
    public bool Measure { get; set; } = true;

    /// <summary>Gets or sets the folder to measure, with all folders below it.</summary>
    /// <value>The default is all files.</value>
    public string? Folder { get; set; }

    /// <summary>Gets or sets how many levels of folders <see cref="OnMeasured"/> receives.</summary>
    /// <value>The default is 1. The value must be at least 1.</value>
    public int Depth { get; set; } = 1;

    /// <summary>
    /// Gets or sets the number of folders that have metrics of their own: those with the most bytes. The others are
    /// measured together as folder <c>(other)</c>.
    /// </summary>
    /// <value>The default is 20. The value must be between 0 and 1,000.</value>
    public int MaxMeasuredFolders { get; set; } = 20;

    /// <summary>Gets or sets the number of files above which a warning is logged.</summary>
    /// <value>The default is none. The value must be at least 1.</value>
    public long? WarnAboveFiles { get; set; }

    /// <summary>Gets or sets the number of bytes above which a warning is logged.</summary>
    /// <value>The default is none. The value must be at least 1.</value>
    public long? WarnAboveBytes { get; set; }

    /// <summary>Gets or sets a function that receives each measurement.</summary>
    /// <value>The default is none.</value>
    public Func<StorageUsage, CancellationToken, ValueTask>? OnMeasured { get; set; }

    /// <summary>
    /// Gets or sets the age from which pending files are deleted (<see cref="S3Housekeeping.DeletePendingAsync"/>).
    /// </summary>
    /// <value>
    /// The default is 2 days. The value must be at least 1 hour, and more than a direct upload may take; with null,
    /// nothing is deleted.
    /// </value>
    public TimeSpan? DeletePendingAfter { get; set; } = TimeSpan.FromDays(2);

    /// <summary>
    /// Gets or sets the age from which unfinished multipart uploads are aborted
    /// (<see cref="S3Housekeeping.AbortUnfinishedUploadsAsync"/>).
    /// </summary>
    /// <value>
    /// The default is 7 days. The value must be at least 1 hour, and more than the longest pause of a client; with
    /// null, nothing is aborted.
    /// </value>
    public TimeSpan? AbortUploadsAfter { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Gets or sets the number of deletions, and of aborts, after which a round stops.</summary>
    /// <value>The default is 10,000. The value must be at least 1.</value>
    public long MaxDeletions { get; set; } = 10_000;

    /// <summary>Returns what is wrong with the options.</summary>
    /// <returns>For each wrong option a sentence with its value, the rule and the remedy.</returns>
    public IReadOnlyList<string> Validate()
    {
        const string Ages = "at least 1 hour, so that no upload under way is touched. Set it to null to switch it off";
        (bool IsValid, string Name, object? Value, string Rule)[] checks =
        [
            (Interval >= MinInterval && Interval <= MaxInterval, nameof(Interval), Interval, "1 minute to 30 days"),
            (string.IsNullOrEmpty(Folder) || KeyFolder.IsValid(Folder), nameof(Folder), LogSafe.Quote(Folder ?? ""),
                $"of {KeyFolder.Rule}"),
            (Depth >= 1, nameof(Depth), Depth, "at least 1"),
            (MaxMeasuredFolders is >= 0 and <= 1000, nameof(MaxMeasuredFolders), MaxMeasuredFolders, "0 to 1,000"),
            (!(WarnAboveFiles < 1), nameof(WarnAboveFiles), WarnAboveFiles, "at least 1. Leave it out for no warning"),
            (!(WarnAboveBytes < 1), nameof(WarnAboveBytes), WarnAboveBytes, "at least 1. Leave it out for no warning"),
            (!(DeletePendingAfter < MinAge), nameof(DeletePendingAfter), DeletePendingAfter, Ages),
            (!(AbortUploadsAfter < MinAge), nameof(AbortUploadsAfter), AbortUploadsAfter, Ages),
            (MaxDeletions >= 1, nameof(MaxDeletions), MaxDeletions, "at least 1"),
        ];
        return
        [
            .. checks.Where(check => !check.IsValid)
                .Select(check => $"HousekeepingOptions.{check.Name} is {check.Value}. It must be {check.Rule}."),
        ];
    }

    /// <summary>Returns a copy that later changes do not affect.</summary>
    internal HousekeepingOptions Snapshot() => (HousekeepingOptions)MemberwiseClone();
}
