using System.Buffers;
using System.Runtime.InteropServices;
using static Discovitas.S3.Images.Tests.Support.Bytes;

namespace Discovitas.S3.Images.Tests.Cleaning;

/// <summary>Pictures in memory. That they become what streams become is shown wherever a picture is cleaned.</summary>
public sealed class CleanedBytesTests
{
    private static readonly byte[] Pixels = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i % 200))];

    private static readonly byte[] Block = [0xFF, .. Pixels[..0xFF]];

    public static TheoryData<string, byte[]> Pictures => new()
    {
        { "JPEG", [.. JpegOf()[..^2], .. Pixels, 0xFF, 0xD9, .. TextOf(Secret)] },
        { "PNG", PngOf(Chunk("tEXt", TextOf(Secret)), Chunk("IDAT", Pixels)) },
    };

    public static TheoryData<string, byte[]> Others => new()
    {
        { "no picture", Pixels },
        { "nothing", [] },
        { "a start", [0xFF, 0xD8, 0xFF] },
        { "a broken picture", JpegOf()[..^2] },
        { "a picture that is not cleaned", [.. "BM"u8, .. Pixels] },
    };

    [Theory]
    [MemberData(nameof(Pictures))]
    public void ThePixels_AreNotCopied(string what, byte[] file)
    {
        var cleaned = CleanedBytes.TryClean(file)!.Value;

        Segments(cleaned).Should().Contain(segment => segment.Array == file && segment.Count >= Pixels.Length, what);
        cleaned.ToArray().AsSpan().IndexOf(TextOf(Secret)).Should().Be(-1);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void OtherFiles_AreLeftToTheStream(string what, byte[] file) =>
        CleanedBytes.TryClean(file).Should().BeNull(what);

    // They are small, and would all be copied.
    [Fact]
    public async Task ManyBlocks_AreLeftToTheStream()
    {
        CleanedBytes.TryClean(GifOf(Frame(10))).Should().NotBeNull();
        CleanedBytes.TryClean(GifOf(Frame(1000))).Should().BeNull();
        (await Cleaned.FromAsync(GifOf(Frame(1000)))).Should().Equal(GifOf(Frame(1000)));

        static byte[] Frame(int blocks) =>
            [.. GifFrame(32, 16)[..11], .. Enumerable.Repeat(Block, blocks).SelectMany(block => block), 0];
    }

    [Fact]
    public void TheFile_IsNotChanged()
    {
        foreach (var sample in Samples.ToChange)
        {
            byte[] file = [.. sample];
            CleanedBytes.TryClean(file);
            file.Should().Equal(sample);
        }
    }

    private static IEnumerable<ArraySegment<byte>> Segments(ReadOnlySequence<byte> bytes)
    {
        foreach (var piece in bytes)
        {
            if (MemoryMarshal.TryGetArray(piece, out var segment))
            {
                yield return segment;
            }
        }
    }

}
