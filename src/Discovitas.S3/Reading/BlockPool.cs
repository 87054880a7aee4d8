namespace Discovitas.S3.Reading;

/// <summary>
/// Keeps freed blocks for the next part, since new memory costs the system a page fault per 4 KiB. It keeps at most
/// 16 MiB, and returns to the system what nobody has needed for some seconds.
/// </summary>
internal sealed class BlockPool(TimeProvider time)
{
    /// <summary>The most bytes that are kept.</summary>
    internal const long MaxKept = 16 * S3Settings.Mebibyte;

    private static readonly TimeSpan TrimTime = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<int, Stack<NativeBlock>> _free = [];

    // The fewest blocks of each size since the last trim: so many were not needed.
    private readonly Dictionary<int, int> _unneeded = [];

    private ITimer? _timer;
    private bool _isTimed;

    internal static BlockPool Shared { get; } = new(TimeProvider.System);

    /// <summary>Gets the number of bytes in blocks that nobody uses.</summary>
    internal long Kept { get; private set; }

    internal NativeBlock Rent(int size)
    {
        lock (_gate)
        {
            if (_free.TryGetValue(size, out var blocks) && blocks.TryPop(out var block))
            {
                Kept -= size;
                _unneeded[size] = Math.Min(_unneeded[size], blocks.Count);
                return block;
            }
        }

        return new NativeBlock(size);
    }

    internal void Return(NativeBlock block)
    {
        lock (_gate)
        {
            if (Kept + block.Size <= MaxKept)
            {
                Keep(block);
                return;
            }
        }

        block.Free();
    }

    private void Keep(NativeBlock block)
    {
        if (!_free.TryGetValue(block.Size, out var blocks))
        {
            _free[block.Size] = blocks = [];
            _unneeded[block.Size] = 0;
        }

        blocks.Push(block);
        Kept += block.Size;
        if (!_isTimed)
        {
            _isTimed = true;
            _timer ??= time.CreateTimer(
                static pool => ((BlockPool)pool!).Trim(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(TrimTime, Timeout.InfiniteTimeSpan);
        }
    }

    private void Trim()
    {
        lock (_gate)
        {
            foreach (var (size, blocks) in _free)
            {
                for (var unneeded = _unneeded[size]; unneeded > 0; unneeded--)
                {
                    blocks.Pop().Free();
                    Kept -= size;
                }

                _unneeded[size] = blocks.Count;
            }

            _isTimed = Kept > 0;
            if (_isTimed)
            {
                _timer!.Change(TrimTime, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
