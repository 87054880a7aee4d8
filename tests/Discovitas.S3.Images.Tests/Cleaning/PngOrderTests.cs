using Discovitas.S3.Images.Facts;
using static Discovitas.S3.Images.Tests.Support.Bytes;

namespace Discovitas.S3.Images.Tests.Cleaning;

/// <summary>Chunks of a PNG that have the name of a needed one, where nobody looks at them.</summary>
public sealed class PngOrderTests
{
    private const byte Grey = 0, Color = 2, Indexed = 3, GreyAlpha = 4, ColorAlpha = 6;

    private static readonly byte[] Palette = Chunk("PLTE", [.. new byte[12]]);
    private static readonly byte[] Text = TextOf(Secret);
    private static readonly byte[] Colors = Chunk("PLTE", [.. TextOf(Secret + Secret + Secret)]);

    public static TheoryData<string, byte[]> LeftOut => new()
    {
        { "data of a frame without an animation", PngOfType(8, Color, FrameData(0, Text), Pixels(1)) },
        { "the same behind the image", PngOfType(8, Color, Pixels(1), FrameControl(0), FrameData(1, Text)) },
        { "an animation behind the image", PngOfType(8, Color, Pixels(1), Animation(1), FrameData(1, Text)) },
        { "a palette that is only proposed", PngOfType(8, Color, Colors, Pixels(1)) },
        { "a palette of greys", PngOfType(8, Grey, Colors, Pixels(1)) },
        { "a palette behind the image", PngOfType(2, Indexed, Palette, Pixels(1), Colors) },
        { "transparency before the palette", PngOfType(8, Indexed, Chunk("tRNS", Text), Palette, Pixels(1)) },
        { "transparency with alpha", PngOfType(8, GreyAlpha, Chunk("tRNS", Text), Pixels(1)) },
        { "transparency behind the image", PngOfType(8, Color, Pixels(1), Chunk("tRNS", Text)) },
        { "a second chunk", PngOfType(8, ColorAlpha, Chunk("gAMA", 1, 2, 3, 4), Chunk("gAMA", Text), Pixels(1)) },
        { "a size behind the image", PngOfType(8, Color, Pixels(1), Chunk("pHYs", Text)) },
        { "a profile behind the image", PngOfType(8, Color, Pixels(1), Chunk("iCCP", Text)) },
    };

    [Theory]
    [MemberData(nameof(LeftOut))]
    public async Task WhatDecodersIgnore_IsLeftOut(string where, byte[] file)
    {
        var cleaned = await Cleaned.FromAsync(file);

        Findings.HasSecret(file).Should().BeTrue();
        Findings.HasSecret(cleaned).Should().BeFalse(where);
        (await Cleaned.FromAsync(cleaned)).Should().Equal(cleaned);
    }

    public static TheoryData<string, byte[]> Rejected => new()
    {
        { "image data behind another chunk", PngOfType(8, Color, Pixels(1), Chunk("tEXt", 1), Pixels(2)) },
        { "a palette of too many entries", PngOfType(1, Indexed, Palette, Pixels(1)) },
        { "a second palette", PngOfType(2, Indexed, Palette, Palette, Pixels(1)) },
        { "no palette", PngOfType(8, Indexed, Pixels(1)) },
        { "more transparency than colours", PngOfType(2, Indexed, Palette, Chunk("tRNS", new byte[5]), Pixels(1)) },
        { "transparency of another length", PngOfType(8, Color, Chunk("tRNS", 1, 2), Pixels(1)) },
        { "bits of another length", PngOfType(8, Grey, Chunk("sBIT", 1, 2), Pixels(1)) },
        { "a background of another length", PngOfType(8, GreyAlpha, Chunk("bKGD", 1, 2, 3), Pixels(1)) },
        { "an unknown type of colour", PngOfType(8, 7, Pixels(1)) },
        { "an unknown bit depth", PngOfType(3, Color, Pixels(1)) },
        { "an animation behind its frame", PngOfType(8, Color, FrameControl(0), Animation(1), Pixels(1)) },
        { "data before the image", PngOfType(8, Color, Animation(1), FrameData(0, 1), Pixels(1)) },
        { "data without a frame", PngOfType(8, Color, Animation(1), FrameControl(0), Pixels(1), FrameData(1, 1)) },
        { "a frame without data", PngOfType(8, Color, Animation(2), Pixels(1), FrameControl(0)) },
        {
            "two frames of one image",
            PngOfType(8, Color, Animation(2), FrameControl(0), FrameControl(1), Pixels(1))
        },
        {
            "numbers that are not in order",
            PngOfType(8, Color, Animation(1), Pixels(1), FrameControl(0), FrameData(2, 1))
        },
        {
            "long data that are not in order",
            PngOfType(8, Color, Animation(1), Pixels(1), FrameControl(0), FrameData(2, new byte[2000]))
        },
        {
            "a frame more than stated",
            PngOfType(8, Color, Animation(0), Pixels(1), FrameControl(0), FrameData(1, 1))
        },
        { "a frame that is larger", PngOfType(8, Color, Animation(1), Pixels(1), FrameControl(0, 5), FrameData(1, 1)) },
        {
            "a frame that is beside it",
            PngOfType(8, Color, Animation(1), Pixels(1), FrameControl(0, 4, 1), FrameData(1, 1))
        },
        { "an image of which the frame is a part", PngOfType(8, Color, Animation(1), FrameControl(0, 3), Pixels(1)) },
        { "an unknown disposal", PngOfType(8, Color, Animation(1), FrameControl(0, dispose: 3), Pixels(1)) },
        { "an unknown blending", PngOfType(8, Color, Animation(1), FrameControl(0, blend: 2), Pixels(1)) },
    };

    [Theory]
    [MemberData(nameof(Rejected))]
    public async Task WhatTheStandardDoesNotHave_IsRejected(string what, byte[] file)
    {
        var cleaning = () => Cleaned.FromAsync(file);

        await cleaning.Should().ThrowAsync<BrokenImageException>(what);
    }

    public static TheoryData<byte[]> Kept =>
    [
        PngOfType(
            8, Color, Chunk("gAMA", 1, 2, 3, 4), Chunk("sBIT", 8, 8, 8), Chunk("bKGD", new byte[6]),
            Chunk("tRNS", new byte[6]), Animation(2), FrameControl(0), Pixels(1), Pixels(new byte[3000]),
            FrameControl(1, 3, 1), FrameData(2, 1), FrameData(3, new byte[3000])),
        PngOfType(2, Indexed, Palette, Chunk("tRNS", 1, 2, 3, 4), Chunk("bKGD", 1), Pixels(1)),
        PngOfType(16, GreyAlpha, Animation(1), Chunk("sBIT", 8, 8), Pixels(1), FrameControl(0, 1, 3), FrameData(1, 1)),
    ];

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task AnAnimation_AndItsColors_StayAsTheyAre(byte[] file) =>
        (await Cleaned.FromAsync(file, 700, 300)).Should().Equal(file);

    [Theory]
    [InlineData(6)]
    [InlineData(1)]
    public async Task AnOrientationBehindTheImage_StaysAndIsTold(byte orientation)
    {
        var file = PngOfType(8, Color, Pixels(1), Chunk("eXIf", ExifOf(orientation)));

        var facts = HeaderOf.Read(file).Facts;
        facts.Orientation.Should().Be(orientation);
        HeaderOf.Read(await Cleaned.FromAsync(file)).Facts.Should().Be(facts);
    }

    [Fact]
    public void AFrame_MoreThanStated_MakesAHeaderUnreadable()
    {
        var file = PngOfType(8, Color, Animation(1), FrameControl(0), Pixels(1), FrameControl(1), FrameData(2, 1));

        HeaderOf.Read(file).Status.Should().Be(HeaderStatus.Unreadable);
    }
}
