using System.Buffers.Binary;
using Discovitas.S3.Images.Facts;
using static Discovitas.S3.Images.Tests.Support.Bytes;

namespace Discovitas.S3.Images.Tests.Cleaning;

/// <summary>Places in which a file that is not quite as its format has it could hide something.</summary>
public sealed class HidingTests
{
    private static readonly byte[] JpegFrame = Segment(0xC0, 8, 0, 16, 0, 32, 1, 1, 0x11, 0);

    public static TheoryData<string, byte[]> Rejected => new()
    {
        { "behind a quantization table", JpegOf(Segment(0xDB, [.. new byte[65], .. TextOf(Secret)])) },
        { "in half a quantization table", JpegOf(Segment(0xDB, [0x10, .. new byte[64]])) },
        { "in a quantization table of another kind", JpegOf(Segment(0xDB, [0x20, .. new byte[64]])) },
        { "behind a Huffman table", JpegOf(Segment(0xC4, [.. new byte[17], .. TextOf(Secret)])) },
        { "in a Huffman table of too many values", JpegOf(Segment(0xC4, [0, 255, 255, .. new byte[524]])) },
        { "in tables of too many bytes", JpegOf(Segment(0xC4, new byte[1241])) },
        { "behind a restart interval", JpegOf(Segment(0xDD, [0, 4, .. TextOf(Secret)])) },
        { "in arithmetic conditions", JpegOf(Segment(0xCC, 0, 1, 2)) },
        { "behind a scan's header", [0xFF, 0xD8, .. JpegFrame, .. Segment(0xDA, 1, 1, 0, 0, 63, 0, 9), 0xFF, 0xD9] },
        { "in a scan of no components", [0xFF, 0xD8, .. JpegFrame, .. Segment(0xDA, 0, 1, 0, 0, 63), 0xFF, 0xD9] },
        { "in a chunk of another checksum", PngOf([.. Chunk("gAMA", 0, 0, 0, 1)[..^1], 7]) },
        { "in pixels that begin too early", PngOf([.. "\0\0\0\x10IDAT"u8, .. Chunk("tEXt", 1, 2, 3, 4), 0, 0, 0, 0]) },
        { "in a header of another checksum", [.. PngOf()[..30], 7, .. PngOf()[31..]] },
        { "in a profile of another checksum", PngOf([.. PngProfile[..^1], 7]) },
        { "in the kind of a profile", JpegOf(ProfilePart(1, 1, Changed(12, 0x74657874))) },
        { "in the colors of a profile", JpegOf(ProfilePart(1, 1, Changed(16, 0x74657874))) },
        { "behind a profile", JpegOf(ProfilePart(1, 1, Changed(140, 0x7F000000))) },
        { "in a profile that is too long", JpegOf(ProfilePart(1, 1, Changed(0, 0x7F000000))) },
    };

    private static byte[] PngProfile => Chunk("iCCP", [.. "name\0\0"u8, .. ZLib(ProfileSample.Bytes)]);

    [Theory]
    [MemberData(nameof(Rejected))]
    public async Task AFile_ThatCouldHideSomething_IsRejected(string where, byte[] file)
    {
        var cleaning = () => Cleaned.FromAsync(file);

        await cleaning.Should().ThrowAsync<BrokenImageException>(where);
    }

    public static TheoryData<string, byte[]> Blanked => new()
    {
        { "a second picture", WebPOf(Extended(0), Lossy(), RiffChunk("VP8 ", TextOf(Secret))) },
        { "a mask behind a picture", WebPOf(Extended(0), Lossy(), RiffChunk("ALPH", TextOf(Secret))) },
        { "a second picture in a frame", WebPOf(Extended(2), Frame(Lossy(), RiffChunk("VP8L", TextOf(Secret)))) },
        { "the header of a profile", JpegOf(ProfilePart(1, 1, WithText(100))) },
        { "attributes of a device", JpegOf(ProfilePart(1, 1, WithText(48))) },
        { "a white point that is too long", JpegOf(ProfilePart(1, 1, Changed(176, 168))) },
    };

    [Theory]
    [MemberData(nameof(Blanked))]
    public async Task WhatNobodyShows_IsBlank(string where, byte[] file)
    {
        var cleaned = await Cleaned.FromAsync(file);

        cleaned.Should().HaveSameCount(file);
        Findings.HasSecret(file).Should().BeTrue();
        Findings.HasSecret(cleaned).Should().BeFalse(where);
    }

    // The entry of the white point begins at byte 168 of the profile, that of the table at 276.
    private static byte[] Changed(int at, params uint[] numbers)
    {
        byte[] profile = [.. ProfileSample.Bytes];
        foreach (var number in numbers)
        {
            BinaryPrimitives.WriteUInt32BigEndian(profile.AsSpan(at), number);
            at += sizeof(uint);
        }

        return profile;
    }

    private static byte[] WithText(int at) =>
        [.. ProfileSample.Bytes[..at], .. TextOf(Secret), .. ProfileSample.Bytes[(at + Secret.Length)..]];
}
