using System.IO.Compression;
using System.Text;
using CsCheck;
using Discovitas.S3.Images.Tests.Cleaning;
using Discovitas.S3.Images.Tests.Fuzz;
using Discovitas.S3.Images.Tests.Support;
using static Discovitas.S3.Images.Tests.Support.Bytes;

namespace Discovitas.S3.BrowserTests;

/// <summary>
/// What the module makes of pictures with <c>removeMetadata</c>, beside what the server makes of them. They are written
/// by hand.
/// </summary>
public sealed class PictureTests(PicturePage page) : IClassFixture<PicturePage>
{
    private static readonly byte[] TurnedExif =
        TextOf("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0");

    private static byte[] PngWithoutProfile => PngOf(
        Chunk("tEXt", TextOf(Secret)), Chunk("eXIf", ExifOf(6)), Chunk("acTL", new byte[8]), Chunk("gAMA", 0, 0, 0, 1));

    public static TheoryData<int> EachSample => [0, 1, 2, 3];

    [BrowserTheory]
    [MemberData(nameof(EachSample))]
    public async Task AFullFile_IsCleaned(int sample)
    {
        var cleaned = await page.CleanAsync(Samples.All[sample], "image/jpeg");

        cleaned.Should().BeEquivalentTo(new { MetadataRemoved = true, Name = "0.bin", Type = "image/jpeg" });
        cleaned.Total.Should().Be(cleaned.Bytes!.Length);
        Scanner.Find(cleaned.Bytes).Should().BeEmpty();
        Encoding.Latin1.GetString(cleaned.Bytes).Should().NotContainAny(Secret, "JUNK");
        (await page.CleanAsync(cleaned.Bytes)).Bytes.Should().Equal(cleaned.Bytes, "a cleaned picture is clean");
        if (sample != 1)
        {
            // A PNG's profile is compressed anew, by another program.
            (await Cleaned.FromAsync(cleaned.Bytes)).Should().Equal(cleaned.Bytes, "the server finds nothing more");
        }
    }

    [BrowserFact]
    public async Task ACleanedFile_HasTheServersBytes()
    {
        byte[][] files =
        [
            Samples.FullJpeg, Samples.FullGif, PngWithoutProfile,
            JpegOf(Segment(0xE0, TextOf("JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01\t\t\t")), JpegExif(1), JpegExif(6)),
            GifOf(Extension(0xFF, TextOf("ANIMEXTS1.0"), TextOf(Secret), [1, 3, 0], [1, 4, 0]), Extension(0xFF)),
            GifOf(Extension(0xF9, [1, 10, 0, 0]), Extension(0xF9), GifFrame(8, 8)),
            GifOf()[..^1], [.. GifOf()[..^1], .. Extension(0xFE, TextOf(Secret))],
            GifOf(Extension(0xF9, [1, 10, 0, 0]), Extension(0x01, TextOf(Secret)), Extension(0xFE, TextOf(Secret))),
        ];

        var cleaned = await page.CleanAllAsync(files);

        foreach (var (file, made) in files.Zip(cleaned))
        {
            made.Bytes.Should().Equal(await Cleaned.FromAsync(file));
        }
    }

    [BrowserFact]
    public async Task WhatCouldHideSomething_IsDecidedAsTheServerDoes()
    {
        IEnumerable<object[]>[] rows =
        [
            PngOrderTests.LeftOut, PngOrderTests.Rejected, PngOrderTests.Kept,
            WebPOrderTests.Blanked, WebPOrderTests.Rejected, WebPOrderTests.Kept,
        ];
        var files = rows.SelectMany(row => row).Select(values => (byte[])values[^1]).ToArray();

        var cleaned = await page.CleanAllAsync(files);

        foreach (var (file, made) in files.Zip(cleaned))
        {
            await RequireServersAsync(file, made);
        }
    }

    // A piece has 256 KiB, and may end within anything.
    [BrowserTheory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task ALongFile_HasTheServersBytes(int shift)
    {
        var filler = new byte[shift];
        var scan = Repeat([0xFF, 0, 0xFF, 0xD3], 300_000);
        byte[] jpeg = [.. JpegOf(JpegExif(6))[..^2], .. filler, .. scan, 0xFF, 0xFF, 0xFF, 0xD9, .. TextOf(Secret)];
        var png = PngOf(Chunk("tEXt", filler), Chunk("tIME", new byte[7]), Repeat(Chunk("IDAT", [7]), 300_000));
        var gif = GifOf(Repeat(Extension(0xFE, [.. filler, 7]), 300_000), GifFrame(8, 8));

        var cleaned = await page.CleanAllAsync([jpeg, png, gif]);

        foreach (var (file, made) in new[] { jpeg, png, gif }.Zip(cleaned))
        {
            var expected = await Cleaned.FromAsync(file);
            made.Bytes.AsSpan().SequenceEqual(expected).Should().BeTrue(made.Detail);
        }
    }

    [BrowserFact]
    public async Task WhatIsTooMuchForTheModule_IsNotSupported_AndPassesByChoice()
    {
        byte[] pair = [.. GifFrame(1, 1), .. Extension(0xFE)];
        var profile = ProfileSample.Create(5_000_000);
        var parts = profile.Chunk(65_000).ToArray();
        byte[][] files =
        [
            GifOf(Repeat(pair, 100_000 * pair.Length)),
            JpegOf([.. parts.Select((part, i) => ProfilePart((byte)(i + 1), (byte)parts.Length, part))]),
            WebPOf(Extended(0x20), RiffChunk("ICCP", profile), Lossy()),
        ];

        var rejected = await page.CleanAllAsync(files);
        var passed = await page.CleanAllAsync(files, onUnsupported: "pass");

        rejected.Select(made => made.Code).Should().OnlyContain(code => code == "image-not-supported");
        foreach (var (file, made) in files.Zip(passed))
        {
            (await ServersAsync(file)).Should().NotBeNull("it is not damaged");
            made.MetadataRemoved.Should().BeFalse();
            made.Bytes.AsSpan().SequenceEqual(file).Should().BeTrue();
        }
    }

    [BrowserTheory]
    [InlineData(6)]
    [InlineData(1)]
    public async Task AWebP_GetsShorter_AndStatesWhatItHas(byte orientation)
    {
        var file = WebPOf(
            Extended(0x3F),
            RiffChunk("C2PA", TextOf(Secret)),
            RiffChunk("ICCP", ProfileSample.Bytes),
            Frame(RiffChunk("ALPH", 1, 2, 3), RiffChunk("priv", TextOf(Secret)), Lossy(), RiffChunk("ALPH", 7, 7)),
            RiffChunk("EXIF", ExifOf(orientation)),
            RiffChunk("XMP ", TextOf(Secret)));
        var isTurned = orientation > 1;

        var cleaned = await page.CleanAsync([.. file, .. TextOf(Secret)]);

        cleaned.Bytes.Should().HaveCount(
            12 + 18 + 8 + ProfileSample.Bytes.Length + 24 + Lossy().Length + 12 + (isTurned ? 34 : 0));
        cleaned.Bytes![20].Should().Be((byte)(isTurned ? 0x3A : 0x32));
        cleaned.Bytes.AsSpan().EndsWith(isTurned ? RiffChunk("EXIF", TurnedExif) : Lossy())
            .Should().BeTrue();
        (await Cleaned.FromAsync(cleaned.Bytes)).Should().Equal(cleaned.Bytes);
    }

    [BrowserTheory]
    [InlineData(0)]
    [InlineData(150_000)]
    public async Task AProfile_IsTheServers(int tableLength)
    {
        var profile = ProfileSample.Create(tableLength);
        var parts = profile.Chunk(65_000).ToArray();
        var inJpeg = parts.Select((part, i) => ProfilePart((byte)(i + 1), (byte)parts.Length, part)).ToArray();
        var png = PngOf(Chunk("iCCP", [.. TextOf($"{Secret}\0\0"), .. ZLib(profile)]));

        var cleaned = await page.CleanAllAsync([JpegOf(inJpeg), png]);

        cleaned[0].Bytes.Should().Equal(await Cleaned.FromAsync(JpegOf(inJpeg)));
        var kept = ProfileOf(cleaned[1].Bytes!);
        kept.Should().Equal(ProfileOf(await Cleaned.FromAsync(png))).And.HaveSameCount(profile);
    }

    [BrowserTheory]
    [MemberData(nameof(HandmadeTests.BrokenFiles), MemberType = typeof(HandmadeTests))]
    public async Task ABrokenFile_IsRejectedWithARule_WhateverIsChosen_AsTheServerDoes(string rule, byte[] file)
    {
        foreach (var choice in new[] { null, "pass" })
        {
            var made = await page.CleanAsync(file, onUnsupported: choice);

            made.Code.Should().Be("invalid-image", rule);
            made.Detail.Should().StartWith("The file breaks a rule of its format: ");
        }

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => Cleaned.FromAsync(file, UnsupportedImages.Pass));
        failure.GetType().Name.Should().Be("BrokenImageException", rule);
    }

    [BrowserFact]
    public async Task WhatCouldHideSomething_IsRejectedOrLeftOut_AsTheServerDoes()
    {
        object[][] rows = [.. JpegHidingTests.Rejected, .. JpegHidingTests.Accepted, .. JpegHidingTests.Changed];
        var profiles = ProfileHidingTests.Blanked.Select(row => JpegOf(
            ProfilePart(1, 2, ((byte[])row[1])[..^30]), ProfilePart(2, 2, ((byte[])row[1])[^30..])));
        byte[][] files = [.. rows.Select(row => (byte[])row[1]), .. profiles];
        var cleaned = await page.CleanAllAsync(files);

        foreach (var ((file, made), i) in files.Zip(cleaned).Select((pair, i) => (pair, i)))
        {
            var what = i < rows.Length ? (string)rows[i][0] : $"profile {i - rows.Length}";
            var expected = await ServersAsync(file);
            (made.Bytes is null).Should().Be(expected is null, what);
            (made.Bytes ?? []).Should().Equal(expected ?? [], what);
        }
    }

    [BrowserTheory]
    [MemberData(nameof(EachSample))]
    public async Task AFileThatEndsEarly_IsRejected(int sample)
    {
        var file = Samples.All[sample];
        var end = file.AsSpan().LastIndexOf(sample == 0 ? TextOf("ftyp") : TextOf(Secret));
        var lengths = Enumerable.Range(12, end - 12).Where(length => !Samples.MayEnd(file, length));

        var cleaned = await page.CleanAllAsync(lengths.Select(length => file[..length]));

        cleaned.Should().OnlyContain(made => made.Code == "invalid-image");
    }

    // Each change is tried on the server's cleaner as well.
    [BrowserTheory]
    [InlineData(14)]
    [InlineData(16)]
    public async Task AChangedFile_IsCleanedOrRejected_AsTheServerDoes(ulong seed)
    {
        byte[][] samples = [Samples.FullJpeg, PngWithoutProfile, Samples.FullGif, Samples.FullWebP];
        var random = new PCG(1, seed);
        var files = Enumerable.Range(0, 4000)
            .Select(i => Mutation.Apply(samples[i % samples.Length], Mutation.Generator.Generate(random, null, out _)))
            .ToArray();

        var cleaned = await page.CleanAllAsync(files, "image/png");

        var (accepted, rejected) = (0, 0);
        foreach (var (file, made) in files.Zip(cleaned))
        {
            _ = await RequireServersAsync(file, made) ? accepted++ : rejected++;
        }

        accepted.Should().BeGreaterThan(400);
        rejected.Should().BeGreaterThan(400);
    }

    [BrowserTheory]
    [InlineData("BM and a text", "text/plain")]
    [InlineData("", "")]
    [InlineData("%PDF-1.7", "application/pdf")]
    [InlineData("\0\0\0\u0018ftypisom and a film", "video/mp4")]
    public async Task AFileThatIsNoPicture_IsUnchanged(string text, string type)
    {
        var cleaned = await page.CleanAsync(TextOf(text), type);

        cleaned.Should().BeEquivalentTo(new { Bytes = TextOf(text), MetadataRemoved = (bool?)null, Name = "0.bin" });
    }

    [BrowserTheory]
    [InlineData("BM1234\0\0\0\0 and a bitmap", "")]
    [InlineData("\0\0\0\u0018ftypheic and more", "")]
    [InlineData("\0\0\0\u0018ftypavif and more", "")]
    [InlineData("MM\0* and a TIFF", "")]
    [InlineData("<svg/>", "image/svg+xml")]
    [InlineData("", "image/png")]
    [InlineData("\u00FF\n and more of JPEG XL", "")]
    [InlineData("\0\0\0\fJXL \r\n\u0087\n", "")]
    [InlineData("\0\0\0\u0018ftypcrx and more", "")]
    [InlineData("IIU\0 and what a camera has measured", "")]
    [InlineData("8BPS\0\u0001", "")]
    [InlineData("\u00FF\u00D8 and more", "")]
    [InlineData("\0\u00FF\u00D8\u00FF\u00E1 and more", "")]
    public async Task AnotherFormat_IsRejected_OrPassesByChoice(string text, string type)
    {
        var rejected = await page.CleanAsync(TextOf(text), type);
        var passed = await page.CleanAsync(TextOf(text), type, "pass");

        rejected.Code.Should().Be("image-not-supported");
        passed.Should().BeEquivalentTo(new { Bytes = TextOf(text), MetadataRemoved = false });
    }

    [BrowserTheory]
    [InlineData(".jpg")]
    [InlineData(".JPEG")]
    [InlineData(".heic")]
    [InlineData(".dng. ")]
    [InlineData(".svg")]
    public async Task APicturesName_IsEnough(string end)
    {
        var rejected = await page.CleanAllAsync([[1, 2, 3]], end: end);
        var passed = await page.CleanAllAsync([[1, 2, 3]], onUnsupported: "pass", end: end);

        rejected.Single().Code.Should().Be("image-not-supported");
        passed.Single().MetadataRemoved.Should().BeFalse();
    }

    // A WebP becomes shorter than the server's: there is nothing in it that the server would remove.
    private static async Task<bool> RequireServersAsync(byte[] file, CleanedPicture made)
    {
        var expected = await ServersAsync(file);
        var isWebP = file[0] == 'R' && expected is not null && made.Bytes is not null;
        var compared = isWebP ? await ServersAsync(made.Bytes!) : expected;
        Assert.True(
            made.Bytes is null ? expected is null : made.Bytes.AsSpan().SequenceEqual(compared),
            $"{made.Code} {made.Detail}: {Convert.ToHexString(file)}");
        return expected is not null;
    }

    private static async Task<byte[]?> ServersAsync(byte[] file)
    {
        try
        {
            return await Cleaned.FromAsync(file);
        }
        catch (Exception failure) when (failure.GetType().Namespace!.StartsWith("Discovitas", StringComparison.Ordinal))
        {
            return null;
        }
    }

    private static byte[] Repeat(byte[] part, int length) =>
        [.. Enumerable.Repeat(part, length / part.Length).SelectMany(bytes => bytes)];

    private static byte[] ProfileOf(byte[] png)
    {
        var start = png.AsSpan().IndexOf("iCCPICC profile\0\0"u8) + 17;
        using var inflater = new ZLibStream(new MemoryStream(png[start..]), CompressionMode.Decompress);
        using var profile = new MemoryStream();
        inflater.CopyTo(profile);
        return profile.ToArray();
    }
}
