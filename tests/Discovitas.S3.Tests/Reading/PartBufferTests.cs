using System.IO.Hashing;

namespace Discovitas.S3.Tests.Reading;

public sealed class PartBufferTests
{
    private const int Block = 1024 * 1024;

    [Theory]
    [InlineData(0, 100)]
    [InlineData(1, 100)]
    [InlineData(100, 100)]
    [InlineData(Block - 1, 3 * Block)]
    [InlineData(Block, Block)]
    [InlineData(Block, 3 * Block)]
    [InlineData(Block + 1, 3 * Block)]
    [InlineData((2 * Block) + 7, (2 * Block) + 7)]
    public async Task FillAsync_StreamThatFits_IsHeldWithItsChecksum(int length, int capacity)
    {
        var bytes = Bytes(length);
        using var buffer = new PartBuffer(capacity);

        var full = await buffer.FillAsync(new MemoryStream(bytes), CancellationToken.None);

        full.Should().Be(length == capacity);
        buffer.Length.Should().Be(length);
        buffer.Checksums().Crc32.Should().Be(Crc32.HashToUInt32(bytes));
        Same(ReadAll(buffer, 81920), bytes);
    }

    [Theory]
    [InlineData(1, 70_000)]
    [InlineData(3, Block + 5)]
    [InlineData(8191, (2 * Block) + 5)]
    public async Task FillAsync_FewBytesAtATime_IsTheSame(int mostAtOnce, int length)
    {
        var bytes = Bytes(length);
        using var buffer = new PartBuffer(4 * Block);

        var full = await buffer.FillAsync(new TricklingStream(bytes, mostAtOnce), CancellationToken.None);

        full.Should().BeFalse();
        buffer.Checksums().Crc32.Should().Be(Crc32.HashToUInt32(bytes));
        Same(ReadAll(buffer, 65_521), bytes);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(Block)]
    [InlineData(Block + 10)]
    public async Task FillAsync_LongerStream_StopsAtTheCapacity(int capacity)
    {
        var bytes = Bytes(capacity + 100);
        using var stream = new MemoryStream(bytes);
        using var buffer = new PartBuffer(capacity);

        var full = await buffer.FillAsync(stream, CancellationToken.None);

        full.Should().BeTrue();
        buffer.Length.Should().Be(capacity);
        stream.Position.Should().Be(capacity, "what comes behind is the next part's");
        Same(ReadAll(buffer, 4096), bytes[..capacity]);
    }

    [Fact]
    public async Task Add_ByteBeforeTheStream_ComesFirst()
    {
        var bytes = Bytes(Block + 1);
        using var buffer = new PartBuffer(Block + 1);

        await buffer.AddAsync(bytes[0], CancellationToken.None);
        var full = await buffer.FillAsync(new MemoryStream(bytes, 1, Block), CancellationToken.None);

        full.Should().BeTrue();
        buffer.Checksums().Crc32.Should().Be(Crc32.HashToUInt32(bytes));
        Same(ReadAll(buffer, 1000), bytes);
    }

    [Fact]
    public async Task ReadAt_GeneratedOffsetAndLength_GivesTheseBytes()
    {
        var bytes = Bytes((2 * Block) + 123);
        using var buffer = new PartBuffer(4 * Block);
        await buffer.FillAsync(new MemoryStream(bytes), CancellationToken.None);
        var nearABlock = Gen.Select(
            Gen.Int[0, 2], Gen.Int[-5, 5], (block, around) => Math.Max(0, (block * Block) + around));

        Gen.Select(Gen.OneOf(nearABlock, Gen.Int[0, bytes.Length + 10]), Gen.Int[0, 5000]).Sample(
            (offset, wanted) =>
            {
                var destination = new byte[wanted];
                var count = buffer.ReadAt(offset, destination);
                var held = Math.Max(0, bytes.Length - offset);

                // A read may stop at a block's end, but never gives nothing while there is something.
                return count <= Math.Min(wanted, held)
                    && (count > 0 || wanted == 0 || held == 0)
                    && destination.AsSpan(0, count).SequenceEqual(bytes.AsSpan(Math.Min(offset, bytes.Length), count));
            },
            iter: 20_000);
    }

    [Fact]
    public void ReadAt_NothingHeld_IsTheEnd()
    {
        using var buffer = new PartBuffer(10);

        buffer.ReadAt(0, new byte[1]).Should().Be(0);
        buffer.Checksums().Crc32.Should().Be(0);
    }

    [Fact]
    public async Task FillAsync_Cancelled_Throws()
    {
        using var buffer = new PartBuffer(10);
        var act = () => buffer.FillAsync(new MemoryStream(new byte[1]), new CancellationToken(canceled: true)).AsTask();

        await act.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Dispose_Twice_IsHarmless()
    {
        var buffer = new PartBuffer(10);
        await buffer.FillAsync(new MemoryStream(new byte[5]), CancellationToken.None);

        buffer.Dispose();
        buffer.Dispose();

        buffer.Length.Should().Be(0);
        buffer.ReadAt(0, new byte[1]).Should().Be(0);
    }

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private static byte[] ReadAll(PartBuffer buffer, int atOnce)
    {
        var all = new MemoryStream();
        var piece = new byte[atOnce];
        for (int count; (count = buffer.ReadAt(all.Length, piece)) > 0;)
        {
            all.Write(piece, 0, count);
        }

        return all.ToArray();
    }

    // An assertion library's comparison, byte by byte, takes minutes for megabytes.
    private static void Same(byte[] actual, byte[] expected) =>
        actual.AsSpan().SequenceEqual(expected).Should().BeTrue();
}
