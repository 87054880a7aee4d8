using System.Text;
using static Discovitas.S3.Images.Tests.Support.Bytes;
using static Discovitas.S3.Images.Tests.Support.HeaderSamples;

namespace Discovitas.S3.Images.Tests.Cleaning;

/// <summary>HEIC files that no program at hand writes.</summary>
public sealed class HeifTests
{
    private static readonly HeifFile Simple = new();

    // More than is held in memory.
    private static readonly byte[] Large = new byte[300_000];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OfTheItems_ThoseThatShowThePictureStay(bool isWide)
    {
        var full = HeifSamples.Full with { IsWide = isWide };
        var cleaned = await Cleaned.FromAsync(full.ToArray());

        // As many bytes as before up to the last one of the picture, and a box of zeros in the place of what is gone.
        var kept = HeifSamples.Kept with { IsWide = isWide };
        var missing = full.ToArray().Length - full.AfterData.Length - full.Data.Length
            - kept.ToArray().Length + kept.Data.Length;
        var filler = Box("free", new byte[missing - 8]);
        cleaned.Should().Equal((kept with { InMeta = [.. kept.InMeta, .. filler] }).ToArray());
    }

    [Fact]
    public async Task AFileWithoutMetadata_StaysAsItIs() =>
        (await Cleaned.FromAsync(Simple.ToArray())).Should().Equal(Simple.ToArray());

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(100)]
    public async Task AName_OfAnyLength_IsRemoved(int length)
    {
        var file = (Simple with { Infos = [(1, "hvc1", new string('S', length) + "\0")] }).ToArray();

        var cleaned = await Cleaned.FromAsync(file);

        cleaned.Should().HaveSameCount(file);
        Scanner.Find(cleaned).Should().BeEmpty();
        HeaderOf.Read(cleaned).Facts.Should().Be(HeaderOf.Read(file).Facts);
    }

    [Fact]
    public async Task ALargeBox_BeforeTheDescription_IsBlanked()
    {
        var cleaned = await Cleaned.FromAsync(
            (Simple with { BeforeMeta = [.. Box("free", 1), .. Box("uuid", [.. Large, 1])] }).ToArray());

        cleaned.Should().Equal(
            (Simple with { BeforeMeta = [.. Box("free", 0), .. Box("free", [.. Large, 0])] }).ToArray());
    }

    [Fact]
    public async Task ABox_BetweenDescriptionAndData_IsBlanked() =>
        (await Cleaned.FromAsync((Simple with { BeforeData = Box("uuid", TextOf(Secret)) }).ToArray()))
        .Should().Equal((Simple with { BeforeData = Box("free", new byte[Secret.Length]) }).ToArray());

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 26)]
    [InlineData(1, 16)]
    public async Task Data_WithALengthOfAnotherKind_EndWithThePicture(byte kind, byte length)
    {
        var file = Simple.ToArray();
        byte[] size = kind == 0 ? [] : [0, 0, 0, 0, 0, 0, 0, (byte)(length + 16)];
        byte[] head = [0, 0, 0, kind == 0 ? length : kind, .. "mdat"u8, .. size];

        // The picture is at the same place: a box that is skipped makes room.
        byte[] longer = [.. (Simple with { BeforeData = new byte[size.Length] }).ToArray()[..^(16 + size.Length)]];
        byte[] changed = [.. longer, .. head, .. Simple.Data, .. TextOf(Secret)];

        var cleaned = await Cleaned.FromAsync(changed);

        cleaned.Should().HaveCount(changed.Length - Secret.Length).And.EndWith(Simple.Data);
        cleaned[..^(8 + size.Length)].Should().StartWith(file[..24]);
        Scanner.Find(cleaned).Should().BeEmpty();
    }

    public static TheoryData<byte[][], byte[][]> HevcUnits => new()
    {
        { [[0x40, 1, 7], [0x4E, 1, 137, 9]], [[0x40, 1, 7], [0x4E, 1, 137, 9]] },
        { [[0x40, 1, 7], [0x4E, 1, 5, .. TextOf(Secret)]], [[0x40, 1, 7]] },
        { [[0x40, 9, .. TextOf(Secret)]], [] },
        { [[0x02, 1, .. TextOf(Secret)]], [] },
    };

    [Theory]
    [MemberData(nameof(HevcUnits))]
    public async Task OfWhatADecoderOfHevcBeginsWith_MessagesAreRemoved(byte[][] units, byte[][] kept) =>
        await RemovesAsync(
            Simple with { Properties = [Hevc.Start(64, 48, 4, units), HeifFile.Size(64, 48)] },
            Hevc.Start(64, 48, 4, kept));

    [Fact]
    public async Task WhatFollowsTheUnitsOfHevc_IsRemoved() => await RemovesAsync(
        Simple with
        {
            Properties =
            [
                Box("hvcC", [.. Hevc.Content(4, Hevc.Sequence(64, 48)), .. TextOf(Secret)]), HeifFile.Size(64, 48),
            ],
        },
        Hevc.Start(64, 48));

    public static TheoryData<byte[], byte[]> Av1Units => new()
    {
        { [.. Av1.Sequence(64, 48), 0x2A, 2, 1, 9], [.. Av1.Sequence(64, 48), 0x2A, 2, 1, 9] },
        {
            [0x2A, 11, 4, .. TextOf(Secret), 0x0E, 0, .. Av1.Sequence(64, 48)[1..]],
            [0x0E, 0, .. Av1.Sequence(64, 48)[1..]]
        },
        { [0x7A, 0x8A, 0, .. TextOf(Secret)], [] },
    };

    [Theory]
    [MemberData(nameof(Av1Units))]
    public async Task OfWhatADecoderOfAv1BeginsWith_MessagesAreRemoved(byte[] units, byte[] kept) =>
        await RemovesAsync(Av1.Of(units, Av1.File.Data), Box("av1C", [0x81, 0, 0, 0, .. kept]));

    [Fact]
    public async Task WhatFollowsTheTypeOfTransparency_IsRemoved()
    {
        var file = HeifSamples.Plain with
        {
            Properties =
            [
                .. HeifSamples.Plain.Properties[..5], HeifFile.Auxiliary(HeifFile.Alpha + Secret),
                .. HeifSamples.Plain.Properties[6..],
            ],
        };

        await RemovesAsync(file, HeifFile.Auxiliary(HeifFile.Alpha), file.AfterData.Length + file.Data.Length - 39);
    }

    [Theory]
    [InlineData("mif1\0\0\0\0mif1avifmiaf", "Avif")]
    [InlineData("mif1\0\0\0\0mif1heic", "Heic")]
    [InlineData("mif1\0\0\0\0mif1", "Heic")]
    [InlineData("heic\0\0\0\0mif1avif", "Heic")]
    [InlineData("jpeg\0\0\0\0mif1", "Heic")]
    [InlineData("isom\0\0\0\0mp42", "Unknown")]
    [InlineData("isom\0\0\0\0", "Unknown")]
    public async Task AFormat_IsToldByAllBrands(string brands, string format)
    {
        var file = (Simple with { Brands = TextOf(brands) }).ToArray();

        HeaderOf.Read(file, 1).Facts.Format.ToString().Should().Be(format);
        await using var stream = new CleanedImageStream(new PiecesStream(file, 1), UnsupportedImages.Pass);
        (await stream.ReadAsync(new byte[1])).Should().Be(1);
        stream.IsCleaned.Should().Be(format != "Unknown");
    }

    public static TheoryData<string, byte[]> Unsupported
    {
        get
        {
            var coding = Hevc.Start(64, 48);
            var files = new (string Reason, HeifFile File)[]
            {
                ("it is a sequence", Simple with { Brands = [.. "heic\0\0\0\0msf1"u8] }),
                ("it is a sequence", Simple with { BeforeMeta = Box("moov") }),
                ("of the short kind", Simple with { BeforeMeta = Box("mini") }),
                ("its data come before", Simple with { BeforeMeta = Box("mdat", 1, 2, 3) }),
                ("more than 262144 bytes", Simple with { InMeta = Box("free", Large) }),
                ("in another item", Simple with { Locations = [(1, 2, 0, 8)] }),
                ("length of a part", Simple with { Locations = [(1, 0, 0, 0)] }),
                ("not coded as", Simple with { Infos = [(1, "jpeg", "\0")] }),
                ("not coded as", Simple with { Infos = [(1, "Exif", "\0")] }),
                ("is needed", Simple with
                {
                    Associations = [[1, 0x81, 0x82, 3]], Properties = [coding, Box("udes"), HeifFile.Size(64, 48)],
                }),
                ("not that of a picture", Simple with { Handler = Box("hdlr", new byte[25]) }),
            };
            var data = new TheoryData<string, byte[]>();
            Array.ForEach(files, file => data.Add(file.Reason, file.File.ToArray()));
            data.Add("it is encrypted", Changed(Simple, "hvc1\0", -1));
            data.Add("in another file", Changed(Simple, "\0\x01\0\0\0\0\0\x01", 5));
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Unsupported))]
    public async Task WhatIsNotCleaned_IsRejectedBeforeTheFirstByte_OrPasses(string reason, byte[] file)
    {
        await using var rejecting = new CleanedImageStream(new PiecesStream(file, 100), UnsupportedImages.Reject);
        var rejection = await FluentActions.Awaiting(async () => await rejecting.ReadAsync(new byte[1]))
            .Should().ThrowAsync<UnsupportedImageException>();
        rejection.Which.Message.Should().Contain(reason).And.Contain("Heic");

        await using var passing = new CleanedImageStream(new PiecesStream(file, 100), UnsupportedImages.Pass);
        using var passed = new MemoryStream();
        await passing.CopyToAsync(passed);
        passed.ToArray().Should().Equal(file);
        passing.IsCleaned.Should().BeFalse();
    }

    [Fact]
    public async Task AFileOfWhichSomethingWasBlanked_DoesNotPass()
    {
        byte[] file = [.. Box("ftyp", Simple.Brands), .. Box("uuid", Large), .. Box("moov")];
        await using var stream = new CleanedImageStream(new PiecesStream(file, 100), UnsupportedImages.Pass);

        await FluentActions.Awaiting(() => stream.CopyToAsync(Stream.Null))
            .Should().ThrowAsync<UnsupportedImageException>();
    }

    private static async Task RemovesAsync(HeifFile file, byte[] kept, int behind = 0)
    {
        var cleaned = await Cleaned.FromAsync(file.ToArray());

        cleaned.AsSpan().IndexOf(kept).Should().BePositive();
        Encoding.Latin1.GetString(cleaned).Should().NotContain(Secret);
        cleaned.Should().HaveCount(file.ToArray().Length - behind);
    }

    private static byte[] Changed(HeifFile file, string place, int offset)
    {
        var bytes = file.ToArray();
        bytes[bytes.AsSpan().IndexOf(Encoding.Latin1.GetBytes(place)) + offset] = 1;
        return bytes;
    }
}
