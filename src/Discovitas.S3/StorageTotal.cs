namespace Discovitas.S3;

/// <summary>Represents the number of objects, their size and their age.</summary>
public record StorageTotal
{
    /// <summary>Gets the number of objects.</summary>
    public required long Files { get; init; }

    /// <summary>Gets the sum of their sizes in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Gets the time at which the oldest object was stored; null if there is no object.</summary>
    public DateTimeOffset? Oldest { get; init; }

    /// <summary>Gets the time at which the newest object was stored; null if there is no object.</summary>
    public DateTimeOffset? Newest { get; init; }
}
