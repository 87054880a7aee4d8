namespace Discovitas.S3;

/// <summary>Represents how much of a bucket has been listed.</summary>
public sealed record HousekeepingProgress
{
    /// <summary>Gets the number of objects listed so far.</summary>
    public required long Objects { get; init; }

    /// <summary>Gets the sum of their sizes in bytes.</summary>
    public required long Bytes { get; init; }
}
