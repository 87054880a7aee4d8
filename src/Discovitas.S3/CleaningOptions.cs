namespace Discovitas.S3;

/// <summary>Represents the options of a method that deletes what is old.</summary>
public sealed record CleaningOptions
{
    /// <summary>Gets a value indicating whether the call only counts what it would delete.</summary>
    /// <value>The default is false.</value>
    public bool DryRun { get; init; }

    /// <summary>Gets the number of deletions after which the call stops.</summary>
    /// <value>The default is no limit. The value must be at least 0.</value>
    public long? MaxDeletions
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value ?? 0, nameof(MaxDeletions));
            field = value;
        }
    }
}
