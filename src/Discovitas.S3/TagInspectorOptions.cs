namespace Discovitas.S3;

/// <summary>Represents the options of <see cref="TagInspector"/>.</summary>
public sealed class TagInspectorOptions
{
    /// <summary>Gets or sets the name of the tag that the store's own scanner gives to an object.</summary>
    /// <value>The default is <c>GuardDutyMalwareScanStatus</c>, that of Amazon GuardDuty.</value>
    public string TagName { get; set; } = "GuardDutyMalwareScanStatus";

    /// <summary>
    /// Gets or sets the value of a file that may be kept. A file with any other value is rejected.
    /// </summary>
    /// <value>The default is <c>NO_THREATS_FOUND</c>.</value>
    public string ExpectedValue { get; set; } = "NO_THREATS_FOUND";

    /// <summary>
    /// Gets or sets how long to wait for the tag. Without it, the file counts as not inspected, and can be tried again.
    /// <see cref="S3Settings.InspectionTimeout"/> must be longer.
    /// </summary>
    /// <value>The default is 45 seconds. The value must be more than 0 and at most 1 hour.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>Gets or sets how long to wait between two looks; each is one GetObjectTagging request.</summary>
    /// <value>The default is 2 seconds. The value must be between 100 milliseconds and 1 hour.</value>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(2);
}
