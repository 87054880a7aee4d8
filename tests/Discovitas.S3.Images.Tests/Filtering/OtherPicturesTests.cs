using static Discovitas.S3.Images.Tests.Support.Bytes;
using static Discovitas.S3.Images.Tests.Support.HeaderSamples;

namespace Discovitas.S3.Images.Tests.Filtering;

/// <summary>What is a picture, though it is neither sent as one nor begins as one that is cleaned.</summary>
public sealed class OtherPicturesTests
{
    private const string Untyped = "application/octet-stream";

    private static readonly byte[] Handler = [0, 0, 0, 0, .. Box("hdlr", [0, 0, 0, 0, 0, 0, 0, 0, .. "pict"u8])];

    public static TheoryData<byte[], string> Known => new()
    {
        { [0xFF, 0x0A, 1, 2], "JPEG XL" },
        { Box("JXL ", 13, 10, 0x87, 10), "JPEG XL" },
        { Box("jP  ", 13, 10, 0x87, 10), "JPEG 2000" },
        { [0xFF, 0x4F, 0xFF, 0x51], "JPEG 2000" },
        { [.. "II"u8, 0xBC, 1], "JPEG XR" },
        { [.. "II+\0"u8, 8, 0], "BigTIFF" },
        { [.. "MM\0+"u8, 0, 8], "BigTIFF" },
        { [.. "IIU\0"u8, 24, 0], "Panasonic's RW2" },
        { [.. "IIRO"u8, 8, 0, 0, 0], "Olympus' ORF" },
        { [.. "MMOR"u8, 0, 0, 0, 8], "Olympus' ORF" },
        { [.. "FUJIFILMCCD-RAW 0201"u8], "Fujifilm's RAF" },
        { [.. "II"u8, 26, 0, 0, 0, .. "HEAPCCDR"u8], "Canon's CRW" },
        { Box("ftyp", [.. "crx \0\0\0\0crx isom"u8]), "Canon's CR3" },
        { [.. "8BPS"u8, 0, 1], "PSD" },
        { [0x8A, .. "MNG\r\n"u8, 26, 10], "MNG" },
        { [0, 0, 1, 0, 1, 0, 16, 16, 0, 0, 1, 0, 32, 0, 9, 0, 0, 0, 22, 0, 0, 0], "an icon" },
        { [0xFF, 0xD8, 0, 0xFF, 0xE1], "a JPEG whose first bytes are damaged" },
        { [0, 0xFF, 0xD8, 0xFF, 0xE1], "a JPEG whose first bytes are damaged" },
        { [.. Box("moov"), .. Box("ftyp", [.. "avif\0\0\0\0"u8])], "HEIF" },
        { [.. Box("free", 1, 2, 3), .. Box("ftyp", [.. "heic\0\0\0\0mif1"u8])], "HEIF" },
        { Box("ftyp", [.. "isom\0\0\0\0mp42jpeg"u8]), "HEIF" },
        { [.. Box("ftyp", [.. "isom\0\0\0\0mp42"u8]), .. Box("meta", Handler)], "HEIF" },
        { [.. Box("wide"), .. Box("meta", Handler)], "HEIF" },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public async Task APictureOfAnotherFormat_IsRejectedOrPasses_WhateverItIsSentAs(byte[] picture, string format)
    {
        foreach (var bytes in new[] { picture, [.. picture, .. new byte[1000]] })
        {
            var rejection = await ShouldBeRejectedOrPassAsync(new FileUploadRequest("a.bin", Untyped, bytes));

            rejection.Found.Should().Be(format);
            rejection.Message.Should().Be(
                $"The file is a picture of a kind that is not accepted: {format}. Send it as JPEG, PNG, GIF, WebP, "
                + "HEIC or AVIF.");
        }
    }

    public static TheoryData<string, string, byte[], string> Named => new()
    {
        { "a.jpg", "text/plain", [1, 2, 3], "The file was sent as .jpg, but its bytes are of *" },
        { "IMG_1.HEIC", Untyped, [.. Box("ftyp", [.. "isom\0\0\0\0mp42"u8])], "The file was sent as .heic, but its *" },
        { "a.dng. ", Untyped, [1, 2, 3], "The file was sent as .dng, but its bytes are of *" },
        { "a.svg", Untyped, [.. "<svg/>"u8], "The file was sent as .svg, but its bytes are of *" },
        { "a.png", Untyped, [], "The file was sent as .png, but is empty. Send the picture itself." },
        { "a", "image/png", [], "The file was sent as image/png, but is empty. Send the picture itself." },
    };

    [Theory]
    [MemberData(nameof(Named))]
    public async Task AFileWithAPicturesName_IsRejectedOrPasses(string name, string type, byte[] bytes, string text) =>
        (await ShouldBeRejectedOrPassAsync(new FileUploadRequest(name, type, bytes))).Message.Should().Match(text);

    public static TheoryData<string, byte[]> Others => new()
    {
        { "video.mp4", [.. Box("ftyp", [.. "isom\0\0\0\0isommp42"u8]), .. Box("moov", new byte[300])] },
        { "video.mov", [.. Box("ftyp", [.. "qt  \0\0\0\0qt  "u8]), .. Box("wide"), .. Box("mdat", 1, 2)] },
        { "sound.m4a", [.. Box("ftyp", [.. "M4A \0\0\0\0"u8]), .. Box("meta", new byte[40])] },
        { "old.mov", [.. Box("free"), .. Box("moov", new byte[300])] },
        { "notes.txt", [.. "MMORPGs of this year"u8] },
        { "notes", [.. "II. Chapter"u8] },
        { "song.mp3", [.. "ID3\u0003"u8, 0, 0, 0, 0, 9, 0, .. "APIC"u8, 0xFF, 0xD8, 0xFF, 0xE0] },
        { "mpeg", [0, 0, 1, 0xBA, 0x44, .. new byte[40]] },
        { "box", [0, 0, 1, 0, .. "ftypisom"u8, .. new byte[300]] },
        { "zeros", new byte[300] },
        { "ends", Box("free")[..4] },
        { "beyond", [0xFF, 0xFF, 0xFF, 0xFF, .. "ftyp"u8, .. new byte[40]] },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public async Task AnotherFile_PassesAsItIs(string name, byte[] bytes)
    {
        await using var store = await ImageStore.OpenAsync();

        var file = await store.StoreAsync(new FileUploadRequest(name, Untyped, bytes));

        file.Image.Should().BeNull();
        (await store.ReadAsync(file.Key)).Should().Equal(bytes);
    }

    [Theory]
    [InlineData("isom\0\0\0\0iso2iso3iso4iso5iso6iso7iso8iso9mp41mp42avc1dashmif1heic")]
    [InlineData("heis\0\0\0\0heis")]
    [InlineData("mif2\0\0\0\0mif2")]
    public void Heic_IsKnownByAnyOfItsBrands(string brands) =>
        HeaderOf.Read([.. Box("ftyp", TextOf(brands)), .. Heic.AsSpan(24)]).Facts.Format.Should().Be(
            Discovitas.S3.Images.Facts.ImageFormat.Heic);

    private static async Task<UploadRejectedException> ShouldBeRejectedOrPassAsync(FileUploadRequest request)
    {
        await using var passing = await ImageStore.OpenAsync(options => options.OnUnsupported = UnsupportedImages.Pass);
        var file = await passing.StoreAsync(request);
        file.Image.Should().BeNull();
        (await passing.LeftAsync()).Should().Equal(file.Key);

        await using var store = await ImageStore.OpenAsync();
        return await store.ShouldRejectAsync(
            () => store.StoreAsync(request), UploadRejectionReason.ImageNotSupported);
    }
}
