using System.Collections.Concurrent;
using Discovitas.S3.Diagnostics;

namespace Discovitas.S3.Reading;

/// <summary>
/// The memory that the parts of all uploads share. A part takes it in steps while it is read, and waits if there is
/// none, so that its sender has to wait as well. There is always enough left for one part that has begun to be
/// completed (the banker's algorithm): it is sent then, and makes room for the others. So parts never wait for each
/// other in a circle. But if that sender stops as well while the memory is full, the others wait until its upload ends
/// or is cancelled. Parts that have begun go first, the oldest of them before the others; new ones follow in the order
/// in which they arrived.
/// </summary>
/// <param name="limit">The most bytes to hold. A part that needs more is read while no other holds any.</param>
internal sealed class UploadMemory(long limit)
{
    private const long MinDefault = 64 * S3Settings.Mebibyte;
    private const long MaxOverhead = 64 * S3Settings.Mebibyte;

    private static readonly ConcurrentDictionary<long, UploadMemory> ByLimit = [];

    private readonly Lock _gate = new();
    private readonly HashSet<MemoryClaim> _incomplete = [];
    private readonly List<MemoryWaiter> _begun = [];
    private readonly LinkedList<MemoryWaiter> _new = [];
    private long _held;
    private long _lastAge;

    static UploadMemory() => Telemetry.ObserveMemory(
        () => ByLimit.Values.Sum(memory => memory.Held), () => ByLimit.Values.Sum(memory => (long)memory.Waiting));

    internal long Held => Interlocked.Read(ref _held);

    /// <summary>Gets the number of parts that wait for memory.</summary>
    internal int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _begun.Count + _new.Count;
            }
        }
    }

    /// <summary>
    /// Returns the memory with this limit, which all stores with the same limit share; for null, a quarter of what the
    /// runtime may use, at least 64 MiB.
    /// </summary>
    internal static UploadMemory Get(long? limit) =>
        ByLimit.GetOrAdd(limit ?? Default(), static bytes => new UploadMemory(bytes - Rest(bytes)));

    internal ValueTask GrowAsync(MemoryClaim claim, long bytes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        MemoryWaiter waiter;
        lock (_gate)
        {
            waiter = new MemoryWaiter(claim, bytes);
            if ((waiter.HasBegun || _begun.Count + _new.Count == 0) && Fits(waiter))
            {
                Grant(waiter);
                return ValueTask.CompletedTask;
            }

            Enqueue(waiter);
        }

        return new ValueTask(WaitAsync(waiter, cancellationToken));
    }

    internal void Complete(MemoryClaim claim)
    {
        lock (_gate)
        {
            _incomplete.Remove(claim);
        }
    }

    internal void Release(MemoryClaim claim)
    {
        lock (_gate)
        {
            _incomplete.Remove(claim);
            _held -= claim.Held;
            claim.Held = 0;
            Serve();
        }
    }

    // What else the uploads take: the blocks that are kept for the next part; and the connections, the requests and the
    // SDK's code, which are about as much for one upload as for hundreds.
    private static long Rest(long bytes) => Math.Min(BlockPool.MaxKept, bytes / 4) + Math.Min(MaxOverhead, bytes / 4);

    private static long Default() => Math.Max(MinDefault, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4);

    private async Task WaitAsync(MemoryWaiter waiter, CancellationToken cancellationToken)
    {
        using var cancelling = cancellationToken.UnsafeRegister(_ => Cancel(waiter, cancellationToken), null);
        await waiter.Task.ConfigureAwait(false);
    }

    private void Cancel(MemoryWaiter waiter, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_begun.Remove(waiter) || _new.Remove(waiter))
            {
                waiter.TrySetCanceled(cancellationToken);
                Serve();
            }
        }
    }

    private void Enqueue(MemoryWaiter waiter)
    {
        if (!waiter.HasBegun)
        {
            _new.AddLast(waiter);
            return;
        }

        var place = _begun.FindIndex(other => other.Claim.Age > waiter.Claim.Age);
        _begun.Insert(place < 0 ? _begun.Count : place, waiter);
    }

    private void Serve()
    {
        _begun.RemoveAll(waiter => Fits(waiter) && Grant(waiter));
        while (_begun.Count == 0 && _new.First is { Value: var first } && Fits(first))
        {
            _new.RemoveFirst();
            Grant(first);
        }
    }

    private bool Grant(MemoryWaiter waiter)
    {
        var claim = waiter.Claim;
        claim.Age = claim.Age > 0 ? claim.Age : ++_lastAge;
        claim.Held += waiter.Bytes;
        _held += waiter.Bytes;
        _incomplete.Add(claim);
        waiter.TrySetResult();
        return true;
    }

    // Whether, with these bytes granted, a part that has begun can still be completed. It has to be one of the largest:
    // once it has been sent, there is room for any other. A part that may need more than there is has to be alone.
    private bool Fits(MemoryWaiter waiter)
    {
        var free = limit - _held - waiter.Bytes;
        if (_held == waiter.Claim.Held || free < 0 || waiter.Claim.Capacity > limit)
        {
            return _held == waiter.Claim.Held;
        }

        var (largest, least) = Better((0, 0), waiter.Claim, waiter.Claim.Missing - waiter.Bytes);
        foreach (var claim in _incomplete)
        {
            if (claim.Capacity > limit)
            {
                return false;
            }

            if (claim != waiter.Claim)
            {
                (largest, least) = Better((largest, least), claim, claim.Missing);
            }
        }

        return least <= free;
    }

    private static (long Largest, long Least) Better(
        (long Largest, long Least) found, MemoryClaim claim, long missing) =>
        claim.Capacity < found.Largest ? found
        : claim.Capacity > found.Largest ? (claim.Capacity, missing)
        : (found.Largest, Math.Min(found.Least, missing));
}
