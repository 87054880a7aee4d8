namespace Discovitas.S3.Reading;

/// <summary>A part that waits for memory.</summary>
internal sealed class MemoryWaiter(MemoryClaim claim, long bytes)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    internal MemoryClaim Claim { get; } = claim;

    internal long Bytes { get; } = bytes;

    /// <summary>
    /// Gets a value indicating whether the part has begun, so that it goes before those that have not.
    /// </summary>
    internal bool HasBegun => Claim.Age > 0;
}
