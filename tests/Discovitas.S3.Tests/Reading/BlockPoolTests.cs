namespace Discovitas.S3.Tests.Reading;

public sealed class BlockPoolTests
{
    private const int Size = 1024 * 1024;

    private readonly FiredTimers _time = new();

    [Fact]
    public void Rent_AfterReturn_IsTheSameBlock()
    {
        var pool = new BlockPool(_time);
        var block = pool.Rent(Size);
        pool.Return(block);

        pool.Rent(Size).Should().BeSameAs(block);
        pool.Kept.Should().Be(0);
    }

    [Fact]
    public void Return_MoreThanIsKept_IsFreed()
    {
        var pool = new BlockPool(_time);
        List<NativeBlock> blocks = [.. Enumerable.Range(0, 20).Select(_ => pool.Rent(Size))];

        blocks.ForEach(pool.Return);

        pool.Kept.Should().Be(16 * Size);
        blocks[^1].Invoking(block => block.Memory).Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    public void Trim_BlocksThatNobodyNeeded_AreFreed()
    {
        var pool = new BlockPool(_time);
        List<NativeBlock> blocks = [.. Enumerable.Range(0, 4).Select(_ => pool.Rent(Size))];
        blocks.ForEach(pool.Return);

        _time.Fire();
        pool.Return(pool.Rent(Size));
        pool.Kept.Should().Be(4 * Size, "all were needed since the start");
        _time.Fire();
        pool.Kept.Should().Be(Size, "three were not needed since");
        _time.Fire();
        pool.Kept.Should().Be(0);
    }

    /// <summary>A clock whose timers fire when the test says so.</summary>
    private sealed class FiredTimers : TimeProvider
    {
        private Action? _fire;

        internal void Fire() => _fire!();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _fire = () => callback(state);
            return System.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
