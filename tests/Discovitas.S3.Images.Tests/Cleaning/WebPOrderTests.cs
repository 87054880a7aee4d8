using Discovitas.S3.Images.Facts;
using static Discovitas.S3.Images.Tests.Support.Bytes;

namespace Discovitas.S3.Images.Tests.Cleaning;

/// <summary>Chunks of a WebP that have the name of a needed one, where nobody looks at them.</summary>
public sealed class WebPOrderTests
{
    private static readonly byte[] Hidden = RiffChunk("ALPH", TextOf(Secret));
    private static readonly byte[] Mask = RiffChunk("ALPH", 1, 2, 3);
    private static readonly byte[] Shared = RiffChunk("ANIM", 0, 0, 0, 0, 2, 0);
    private static readonly byte[] Lossless = RiffChunk("VP8L", 0x2F, 31, 192, 3, 0, 7);

    public static TheoryData<string, byte[]> Blanked => new()
    {
        { "a mask in a simple file", WebPOf(Lossy(), Hidden) },
        { "a mask behind a picture", WebPOf(Extended(0), Mask, Lossy(), Hidden) },
        { "a mask behind that of a frame", WebPOf(Extended(2), Shared, Frame(Mask, Lossy(), Hidden)) },
        { "a second animation", WebPOf(Extended(2), Shared, RiffChunk("ANIM", TextOf(Secret)), Frame(Lossy())) },
        { "an animation of a still picture", WebPOf(Extended(0), RiffChunk("ANIM", TextOf(Secret)), Lossy()) },
    };

    [Theory]
    [MemberData(nameof(Blanked))]
    public async Task WhatDecodersIgnore_IsBlank(string where, byte[] file)
    {
        var cleaned = await Cleaned.FromAsync(file);

        Findings.HasSecret(file).Should().BeTrue();
        Findings.HasSecret(cleaned).Should().BeFalse(where);
        cleaned.Should().HaveSameCount(file);
    }

    public static TheoryData<string, byte[]> Rejected => new()
    {
        { "a mask without a picture", WebPOf(Extended(2), Shared, Frame(Lossy()), Frame(Mask)) },
        { "a mask of what has its own", WebPOf(Extended(0), Mask, Lossless) },
        { "two masks", WebPOf(Extended(0), Mask, Mask, Lossy()) },
        { "a frame without a picture", WebPOf(Extended(2), Shared, Frame(), Frame(Lossy())) },
        { "a frame of a still picture", WebPOf(Extended(0), Lossy(), Frame(Lossy())) },
        { "a frame of a simple file", WebPOf(Lossy(), Frame(Lossy())) },
        { "a picture beside the frames", WebPOf(Extended(2), Shared, Frame(Lossy()), Lossy()) },
        { "a mask beside the frames", WebPOf(Extended(2), Shared, Mask, Frame(Lossy())) },
        { "an animation without a frame", WebPOf(Extended(2), Shared) },
        { "an animation of more bytes", WebPOf(Extended(2), RiffChunk("ANIM", new byte[14]), Frame(Lossy())) },
    };

    [Theory]
    [MemberData(nameof(Rejected))]
    public async Task WhatTheFormatDoesNotHave_IsRejected(string what, byte[] file)
    {
        var cleaning = () => Cleaned.FromAsync(file);

        await cleaning.Should().ThrowAsync<BrokenImageException>(what);
    }

    public static TheoryData<byte[]> Kept =>
    [
        WebPOf(Lossy()),
        WebPOf(Extended(0x10), Mask, Lossy()),
        WebPOf(Extended(0x12), Shared, Frame(Mask, Lossy()), Frame(Lossless)),
    ];

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task APicture_AndItsMask_StayAsTheyAre(byte[] file) =>
        (await Cleaned.FromAsync(file, 7, 5)).Should().Equal(file);

    [Fact]
    public async Task TheBytes_ThatMakeALengthEven_AreZero()
    {
        byte[] file = [.. WebPOf(Extended(0x10), Mask, Lossy())[..^1], 7];
        file[^23] = 7;

        (await Cleaned.FromAsync(file, 1)).Should().Equal(WebPOf(Extended(0x10), Mask, Lossy()));
    }
}
