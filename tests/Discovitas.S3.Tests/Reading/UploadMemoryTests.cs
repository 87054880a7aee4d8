namespace Discovitas.S3.Tests.Reading;

public sealed class UploadMemoryTests
{
    private const int Limit = 150;

    private readonly UploadMemory _memory = new(100);

    [Fact]
    public void Get_SameLimit_IsShared()
    {
        UploadMemory.Get(12_345_678).Should().BeSameAs(UploadMemory.Get(12_345_678));
        UploadMemory.Get(12_345_678).Should().NotBeSameAs(UploadMemory.Get(12_345_679));
        UploadMemory.Get(null).Should().BeSameAs(UploadMemory.Get(null));
    }

    [Theory]
    [InlineData(8, 4)]
    [InlineData(64, 32)]
    [InlineData(160, 104)]
    [InlineData(256, 176)]
    [InlineData(4096, 4016)]
    public async Task Get_LeavesPartOfTheLimitToConnectionsAndRequests(int mebibytes, int forParts)
    {
        var memory = UploadMemory.Get((mebibytes * (long)MiB) + 1);
        using var all = new MemoryClaim(memory, forParts * (long)MiB);
        await all.GrowAsync(all.Capacity, CancellationToken.None);
        all.Complete();
        using var more = new MemoryClaim(memory, MiB);

        var waiting = more.GrowAsync(MiB, CancellationToken.None);

        waiting.IsCompleted.Should().BeFalse();
        all.Dispose();
        await waiting;
    }

    [Fact]
    public async Task GrowAsync_NothingLeft_WaitsUntilOneIsReleased()
    {
        var first = await ClaimAsync(50, 50);
        var second = await ClaimAsync(50, 50);
        first.Complete();
        var waiting = ClaimAsync(50, 10);
        waiting.IsCompleted.Should().BeFalse();
        _memory.Waiting.Should().Be(1);

        second.Dispose();

        (await waiting).Held.Should().Be(10);
        _memory.Held.Should().Be(60);
        _memory.Waiting.Should().Be(0);
    }

    [Fact]
    public async Task GrowAsync_SeveralNew_AreServedInTheirOrder()
    {
        var all = await ClaimAsync(100, 100);
        List<int> order = [];
        Task[] waiting = [.. Enumerable.Range(0, 4).Select(WaitAsync)];

        all.Dispose();
        await Task.WhenAll(waiting);

        order.Should().Equal(0, 1, 2, 3);

        async Task WaitAsync(int number)
        {
            using var claim = await ClaimAsync(100, 100);
            order.Add(number);
        }
    }

    [Fact]
    public async Task GrowAsync_PartsThatHaveBegun_LeaveRoomToCompleteOne()
    {
        var first = await ClaimAsync(60, 45);
        var second = await ClaimAsync(60, 20);

        // After this, neither could be completed any more.
        var growing = second.GrowAsync(25, CancellationToken.None).AsTask();
        await first.GrowAsync(15, CancellationToken.None);
        growing.IsCompleted.Should().BeFalse();
        first.Complete();
        first.Dispose();

        await growing;
        second.Held.Should().Be(45);
    }

    [Fact]
    public async Task GrowAsync_PartThatHasBegun_GoesBeforeNewOnes()
    {
        var all = await ClaimAsync(80, 80);
        var begun = await ClaimAsync(20, 10);
        all.Complete();
        var fresh = ClaimAsync(80, 20);
        await begun.GrowAsync(10, CancellationToken.None);

        fresh.IsCompleted.Should().BeFalse();
        all.Dispose();
        (await fresh).Held.Should().Be(20);
    }

    [Fact]
    public async Task GrowAsync_PartLargerThanTheLimit_WaitsUntilItIsAlone()
    {
        var other = await ClaimAsync(10, 10);
        var large = ClaimAsync(1000, 200);
        large.IsCompleted.Should().BeFalse();

        other.Dispose();
        var claim = await large;
        await claim.GrowAsync(800, CancellationToken.None);

        claim.Held.Should().Be(1000);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(10)]
    public async Task GrowAsync_PartLargerThanTheLimit_StaysAlone_UntilItIsReleased(long capacity)
    {
        var large = await ClaimAsync(1000, 1);
        var next = ClaimAsync(capacity, 1);

        await large.GrowAsync(999, CancellationToken.None);
        next.IsCompleted.Should().BeFalse();
        large.Complete();
        large.Dispose();

        await (await next).GrowAsync(9, CancellationToken.None);
    }

    [Fact]
    public async Task GrowAsync_CancelledWhileWaiting_LetsTheNextGo()
    {
        using var cancel = new CancellationTokenSource();
        using var held = await ClaimAsync(90, 90);
        var first = ClaimAsync(50, 50, cancel.Token);
        var second = ClaimAsync(10, 10);

        await cancel.CancelAsync();

        await FluentActions.Awaiting(() => first).Should().ThrowAsync<OperationCanceledException>();
        (await second).Held.Should().Be(10);
    }

    /// <summary>Senders of every speed, some of which stop for good in the middle of a part.</summary>
    [Theory]
    [InlineData(100, Limit)]
    [InlineData(200, 200)]
    public async Task GrowAsync_ManyPartsAtOnce_AllEndWithinTheLimit(int largest, int mostHeld)
    {
        var memory = new UploadMemory(Limit);
        var most = 0L;
        await Task.WhenAll(Enumerable.Range(1, 200).Select(seed => Task.Run(() => RunAsync(new Random(seed)))));

        memory.Held.Should().Be(0);
        memory.Waiting.Should().Be(0);
        most.Should().BeInRange(largest, mostHeld);

        async Task RunAsync(Random random)
        {
            for (var part = 0; part < 20; part++)
            {
                using var claim = new MemoryClaim(memory, random.Next(2) == 0 ? largest : random.Next(1, 100));
                var needed = random.Next(3) == 0 ? random.Next((int)claim.Capacity) : claim.Capacity;
                while (claim.Held < needed)
                {
                    var bytes = Math.Min(random.Next(1, 20), claim.Missing);
                    await claim.GrowAsync(bytes, CancellationToken.None);
                    InterlockedMax(ref most, memory.Held);
                    await Task.Yield();
                }

                claim.Complete();
                await Task.Yield();
            }
        }
    }

    private static void InterlockedMax(ref long most, long value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }

    private async Task<MemoryClaim> ClaimAsync(
        long capacity, long bytes, CancellationToken cancellationToken = default)
    {
        var claim = new MemoryClaim(_memory, capacity);
        await claim.GrowAsync(bytes, cancellationToken);
        return claim;
    }
}
