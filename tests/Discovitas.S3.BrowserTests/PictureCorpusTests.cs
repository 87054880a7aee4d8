using System.Text;
using Discovitas.S3.Images.Tests.Cleaning;
using Discovitas.S3.Images.Tests.Support;

namespace Discovitas.S3.BrowserTests;

/// <summary>Pictures that other programs wrote, cleaned by the module, as Chromium and others see them.</summary>
public sealed class PictureCorpusTests(PicturePage page, Corpus corpus)
    : IClassFixture<PicturePage>, IClassFixture<Corpus>
{
    [PicturesTheory]
    [MemberData(nameof(CorpusTests.Kinds), MemberType = typeof(CorpusTests))]
    public async Task ACleanedPicture_HasItsPixelsAndNoMetadata(string kind)
    {
        var file = await corpus.CreateAsync(kind);
        (await Exiftool.MetadataAsync(file)).Should().NotBeEmpty("the sample has metadata");

        var cleaned = await CleanAsync(file);

        (await Exiftool.MetadataAsync(cleaned)).Should().BeEmpty();
        (await Exiftool.OrientationAsync(cleaned)).Should().Be(await Exiftool.OrientationAsync(file));
        (await ShownAsync(cleaned)).Should().Equal(await ShownAsync(file));
        var bytes = await File.ReadAllBytesAsync(cleaned);
        Encoding.Latin1.GetString(bytes).Should().NotContain(Corpus.Secret);
        (await Cleaned.FromAsync(bytes)).Should().Equal(bytes, "the server finds nothing more");
    }

    [PicturesTheory]
    [InlineData("jpg-baseline", 0)]
    [InlineData("jpg-cmyk", 150_000)]
    [InlineData("png-8", 150_000)]
    [InlineData("webp-lossy", 0)]
    [InlineData("webp-lossless", 150_001)]
    public async Task AProfile_KeepsItsColors(string kind, int tableLength)
    {
        var file = await corpus.CreateAsync(kind, ProfileSample.Create(tableLength));
        var byServer = file + Path.GetExtension(file);
        await File.WriteAllBytesAsync(byServer, await Cleaned.FromAsync(await File.ReadAllBytesAsync(file)));

        var cleaned = await CleanAsync(file);

        (await Exiftool.MetadataAsync(cleaned)).Should().BeEmpty();
        (await ShownAsync(cleaned)).Should().Equal(await ShownAsync(file));
        (await ProfileAsync(cleaned)).Should().Equal(await ProfileAsync(byServer)).And.NotBeEmpty();
    }

    private async Task<string> CleanAsync(string file)
    {
        var cleaned = await page.CleanAsync(await File.ReadAllBytesAsync(file), TypeOf(file));
        var path = $"{file}.cleaned{Path.GetExtension(file)}";
        await File.WriteAllBytesAsync(path, cleaned.Bytes!);
        return path;
    }

    private async Task<string[]> ShownAsync(string file) =>
        await page.ShownAsync(await File.ReadAllBytesAsync(file), TypeOf(file));

    private static async Task<byte[]> ProfileAsync(string file)
    {
        await Program.RunAsync("exiftool", "-q", "-b", "-ICC_Profile", "-W!", file + ".icc%0f", file);
        return await File.ReadAllBytesAsync(file + ".icc");
    }

    private static string TypeOf(string file) =>
        $"image/{Path.GetExtension(file)[1..].Replace("jpg", "jpeg", StringComparison.Ordinal)}";
}
