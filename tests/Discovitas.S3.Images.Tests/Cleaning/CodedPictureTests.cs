using System.Text;
using Discovitas.S3.Images.Facts;
using static Discovitas.S3.Images.Tests.Support.Bytes;
using static Discovitas.S3.Images.Tests.Support.HeaderSamples;

namespace Discovitas.S3.Images.Tests.Cleaning;

/// <summary>What HEIC and AVIF hold beside their pictures, and pictures that are larger than is said.</summary>
public sealed class CodedPictureTests
{
    private static readonly byte[] Slice = Hevc.Slice(4, 7, 7);
    private static readonly byte[] Hidden = TextOf(Secret);
    private static readonly byte[] Sequence = Av1.Sequence(64, 48);
    private static readonly byte[] Frame = Av1.Unit(6, 7, 8, 9);

    // Of a secret of 9 letters, and of 10: messages of no bytes, and of one.
    private static readonly byte[] Odd = [3, 1, 0xFF, 3, 0, 3, 0, 3, 0, 0x80];
    private static readonly byte[] Even = [3, 0, 3, 0, 3, 0, 3, 0, 0x80];

    private static byte[] Layers => [.. Av1.FullSequence(64, 48, 6), .. Frame, .. Frame];

    public static TheoryData<byte[], byte[]> HevcData => new()
    {
        { [.. Hevc.Unit(4, 39, Text(10)), .. Slice], [.. Hevc.Unit(4, 39, Odd), .. Slice] },
        { [.. Slice, .. Hevc.Unit(4, 40, Text(9))], [.. Slice, .. Hevc.Unit(4, 40, Even)] },
        { [.. Hevc.Unit(4, 35, 0x53), .. Slice], [.. Hevc.Unit(4, 35, 0x50), .. Slice] },
        { [.. Slice, .. Hevc.Unit(4, 36), .. Hevc.Unit(4, 37)], [.. Slice, .. Hevc.Unit(4, 36), .. Hevc.Unit(4, 37)] },
        { [.. Slice, .. Hevc.Unit(4, 38, Text(9))], [.. Slice, .. Hevc.Unit(4, 38, Filler(9))] },
        { [.. Slice, .. Hevc.Unit(4, 48, Text(9))], [.. Slice, .. Hevc.Unit(4, 38, Filler(9))] },
        { [.. Slice, .. Hevc.Unit(4, 22, Text(9))], [.. Slice, .. Hevc.Unit(4, 38, Filler(9))] },
        { [.. Slice, .. Hevc.Unit(4, 20, 7)], [.. Slice, .. Hevc.Unit(4, 20, 7)] },
    };

    [Theory]
    [MemberData(nameof(HevcData))]
    public async Task OfHevc_ThePictureStays(byte[] data, byte[] kept) =>
        await StaysAsync(HevcOf(data), kept);

    public static TheoryData<byte[], byte[]> Av1Data => new()
    {
        { [.. Av1.Unit(2), .. Sequence, .. Frame], [.. Av1.Unit(2), .. Sequence, .. Frame] },
        { [.. Sequence, .. Av1.Unit(5, Text(9)), .. Frame], [.. Sequence, .. Av1.Unit(15, Zeros(9)), .. Frame] },
        { [.. Sequence, .. Frame, .. Av1.Unit(15, Text(9))], [.. Sequence, .. Frame, .. Av1.Unit(15, Zeros(9))] },
        { [.. Sequence, .. Frame, .. Av1.Unit(9, Text(9))], [.. Sequence, .. Frame, .. Av1.Unit(15, Zeros(9))] },
        { [.. Sequence, .. Frame, .. Av1.Unit(7, Text(9))], [.. Sequence, .. Frame, .. Av1.Unit(15, Zeros(9))] },
        { [.. Sequence, .. Frame, 0x40, .. Hidden], [.. Sequence, .. Frame, .. new byte[1 + Hidden.Length]] },
        { [.. Sequence, 0x30, 7, 8, 9], [.. Sequence, 0x30, 7, 8, 9] },
        { [.. Sequence, 0x37, 0x2F, 0x81, 0, 7], [.. Sequence, 0x36, 0x28, 0x81, 0, 7] },
        { Layers, Layers },
    };

    [Theory]
    [MemberData(nameof(Av1Data))]
    public async Task OfAv1_ThePictureStays(byte[] data, byte[] kept) =>
        await StaysAsync(Av1.Of([], data), kept);

    [Fact]
    public async Task DataInTheDescription_AreCleanedAsWell()
    {
        byte[] data = [.. Hevc.Unit(4, 39, Text(9)), .. Slice];
        var file = HevcOf([]) with { Locations = [(1, 1, 0, data.Length)], InMeta = Box("idat", data) };

        (await Cleaned.FromAsync(file.ToArray())).AsSpan()
            .IndexOf(Box("idat", [.. Hevc.Unit(4, 39, Even), .. Slice])).Should().BePositive();
    }

    [Fact]
    public async Task DataInParts_AreReadAsOne()
    {
        byte[] data = [.. Hevc.Unit(4, 39, Text(9)), .. Slice];
        byte[] kept = [.. Hevc.Unit(4, 39, Even), .. Slice];
        var file = HevcOf([.. data[..7], .. Hidden, .. data[7..]]) with
        {
            Locations = [(1, 0, 0, 7)],
            MoreParts = [(1, 7 + Hidden.Length, data.Length - 7)],
        };

        await StaysAsync(file, [.. kept[..7], .. new byte[Hidden.Length], .. kept[7..]]);
    }

    [Fact]
    public async Task PartsInAnotherOrder_AreNotCleaned()
    {
        var file = HevcOf([.. Slice[4..], .. Slice[..4]]) with
        {
            Locations = [(1, 0, 5, 4)],
            MoreParts = [(1, 0, 5)],
        };

        await FluentActions.Awaiting(() => Cleaned.FromAsync(file.ToArray()))
            .Should().ThrowAsync<UnsupportedImageException>().WithMessage("*not in their order*");
    }

    public static TheoryData<string, byte[]> BrokenHevc => new()
    {
        { "ends within its picture", [.. Slice, 0, 0, 0, 9, 0x26, 1, 0x80] },
        { "ends with a unit", [.. Slice, 0, 0] },
        { "has a picture", Hevc.Unit(4, 39, Text(9)) },
        { "ends within its picture", [0, 0, 0, 1, 0x26, .. Slice] },
        { "no parameter sets", [.. Hevc.Unit(4, 33, Hevc.Sequence(8000, 8000)[2..]), .. Slice] },
        { "coded by themselves", [.. Slice, .. Hevc.Unit(4, 1, Text(9))] },
        { "has one picture", [.. Slice, .. Slice] },
        { "has one picture", Hevc.Unit(4, 19, 0x40, 7) },
        { "has one layer", [.. Slice, 0, 0, 0, 4, 0x26, 9, 0, 7] },
        { "a unit of HEVC has its length", [.. Slice, .. Hevc.Unit(4, 36, Text(9))] },
        { "a unit of HEVC has its length", [.. Slice, .. Hevc.Unit(4, 35, Text(9))] },
        { "has a type", [.. Slice, 0, 0, 0, 4, 0xA6, 1, 0x80, 7] },
    };

    [Theory]
    [MemberData(nameof(BrokenHevc))]
    public Task BrokenHevc_IsRejected(string rule, byte[] data) => IsRejectedAsync(HevcOf(data), rule);

    public static TheoryData<string, byte[]> BrokenAv1 => new()
    {
        { "within its item", [.. Sequence, 0x32, 4, 7, 8, 9] },
        { "within its item", [.. Sequence, 0x32, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0, 7] },
        { "has a frame", Sequence },
        { "has one picture", [.. Sequence, .. Frame, .. Frame] },
        { "has one picture", [.. Sequence, .. Frame, .. Av1.Unit(3, Text(9))] },
        { "has one picture", [.. Enumerable.Repeat(Frame, 9).SelectMany(frame => frame)] },
        { "ends with a unit", [.. Sequence, 0x32] },
        { "no content", [.. Av1.Unit(2, Text(9)), .. Sequence, .. Frame] },
        { "has a type", [.. Sequence, .. Frame, 0xB2, 0] },
        { "has its length", [0x0A, 0, .. Frame] },
        { "all of its fields", [0x0A, 1, 0x18, .. Frame] },
        { "ispe says", [.. Av1.Sequence(640, 48), .. Frame] },
        { "ispe says", [.. Sequence, .. Frame, .. Av1.Sequence(64, 49)] },
        { "ispe says", [.. Av1.FullSequence(63, 48, 6), .. Frame] },
        { "the bits that it needs", [.. Av1.FullSequence(64, 48, 16), .. Frame] },
    };

    [Theory]
    [MemberData(nameof(BrokenAv1))]
    public Task BrokenAv1_IsRejected(string rule, byte[] data) => IsRejectedAsync(Av1.Of([], data), rule);

    [Theory]
    [InlineData(64, 48, true)]
    [InlineData(64, 64, true, 0, 0, 0, 8)]
    [InlineData(80, 56, true, 1, 7, 4, 0)]
    [InlineData(64, 64, false)]
    [InlineData(64, 56, false, 0, 0, 0, 8)]
    [InlineData(8000, 8000, false)]
    public async Task TheSizeOfHevc_IsThatOfThePicture(int width, int height, bool isRight, params int[] cut)
    {
        var start = Box("hvcC", Hevc.Content(4, Hevc.Sequence(width, height, cut)));

        var file = HevcOf(Slice) with { Properties = [start, HeifFile.Size(64, 48)] };

        if (isRight)
        {
            (await Cleaned.FromAsync(file.ToArray())).Should().Equal(file.ToArray());
        }
        else
        {
            await IsRejectedAsync(file, "ispe says");
        }
    }

    [Fact]
    public Task WhatIsCutOffOfHevc_IsLessThanABlock() => IsRejectedAsync(
        HevcOf(Slice) with
        {
            Properties = [Box("hvcC", Hevc.Content(4, Hevc.Sequence(8000, 48, 3968, 0, 0, 0))), HeifFile.Size(64, 48)],
        },
        "less than a block");

    [Fact]
    public async Task TheSizeOfAv1_IsThatOfThePicture() =>
        await IsRejectedAsync(Av1.Of(Av1.Sequence(8000, 8000), Av1.File.Data), "ispe says");

    [Theory]
    [InlineData("has a sequence parameter set", 0)]
    [InlineData("one parameter set", 2)]
    public Task ADecoder_BeginsWithOneSequence(string rule, int count) => IsRejectedAsync(
        HevcOf(Slice) with
        {
            Properties =
            [
                Box("hvcC", Hevc.Content(4, [.. Enumerable.Repeat(Hevc.Sequence(64, 48), count)])),
                HeifFile.Size(64, 48),
            ],
        },
        rule);

    internal static async Task IsRejectedAsync(HeifFile file, string rule) =>
        (await FluentActions.Awaiting(() => Cleaned.FromAsync(file.ToArray()))
            .Should().ThrowAsync<BrokenImageException>()).Which.Message.Should().Contain(rule);

    private static HeifFile HevcOf(byte[] data) => new() { Data = data, Locations = [(1, 0, 0, data.Length)] };

    // Read byte by byte as well: a unit is changed before all of it is there.
    private static async Task StaysAsync(HeifFile file, byte[] kept)
    {
        var expected = (file with { Data = kept }).ToArray();

        (await Cleaned.FromAsync(file.ToArray())).Should().Equal(expected);
        (await Cleaned.FromAsync(file.ToArray(), 1, 1)).Should().Equal(expected);
        Encoding.Latin1.GetString(expected).Should().NotContain(Secret[..7]);
    }

    private static byte[] Text(int length) => TextOf((Secret + Secret)[..length]);

    private static byte[] Filler(int length) => [.. Enumerable.Repeat(byte.MaxValue, length - 1), 0x80];

    private static byte[] Zeros(int length) => [.. new byte[length - 1], 0x80];
}
