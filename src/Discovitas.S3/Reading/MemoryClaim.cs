namespace Discovitas.S3.Reading;

/// <summary>
/// The memory of one part. It grows while the part is read, and is released when the part is disposed.
/// </summary>
/// <param name="memory">The memory that the part shares with all others.</param>
/// <param name="capacity">The most that the part may need, in bytes.</param>
internal sealed class MemoryClaim(UploadMemory memory, long capacity) : IDisposable
{
    /// <summary>Gets the most that the part may need, in bytes.</summary>
    internal long Capacity { get; } = capacity;

    /// <summary>Gets or sets the bytes that the part holds.</summary>
    internal long Held { get; set; }

    /// <summary>Gets or sets the number that orders claims by age; 0 before the first bytes.</summary>
    internal long Age { get; set; }

    /// <summary>Gets the bytes that the part may still need.</summary>
    internal long Missing => Capacity - Held;

    /// <summary>Waits until there is memory for more bytes.</summary>
    internal ValueTask GrowAsync(long bytes, CancellationToken cancellationToken) =>
        memory.GrowAsync(this, bytes, cancellationToken);

    /// <summary>States that the part is complete: it needs no more, and will release what it holds.</summary>
    internal void Complete() => memory.Complete(this);

    public void Dispose() => memory.Release(this);
}
