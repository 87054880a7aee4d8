using Discovitas.S3.Images.Limits;

namespace Discovitas.S3.Images.Tests.Limits;

/// <summary>Pictures that unfold to far more than they have bytes: how much is read before that is known.</summary>
public sealed class BombTests
{
    private static readonly ImageLimits Limits = ImageLimits.From(new());

    private static readonly Dictionary<string, Func<int, byte[]>> Kinds = new()
    {
        ["lossless WebP"] = Bombs.WebP,
        ["extended WebP"] = Bombs.ExtendedWebP,
        ["PNG"] = Bombs.Png,
        ["GIF"] = Bombs.Gif,
        ["JPEG"] = Bombs.Jpeg,
        ["AVIF"] = Bombs.Avif,
        ["BMP"] = Bombs.Bmp,
        ["TIFF"] = Bombs.Tiff,
        ["GIF of frames"] = Bombs.GifOfFrames,
        ["WebP of frames"] = Bombs.WebPOfFrames,
        ["PNG of frames"] = Bombs.PngOfFrames,
        ["AVIF of frames"] = Bombs.AvifOfFrames,
        ["TIFF of pages"] = Bombs.TiffOfPages,
    };

    [Theory]
    [InlineData("lossless WebP", 8000, "MaxPixels 64000000", 25)]
    [InlineData("extended WebP", 8000, "MaxPixels 64000000", 30)]
    [InlineData("PNG", 30_000, "MaxPixels 900000000", 33)]
    [InlineData("GIF", 10_000, "MaxFrames 1001", 15_029)]
    [InlineData("JPEG", 65_500, "MaxPixels 4290250000", 81)]
    [InlineData("AVIF", 30_000, "MaxPixels 900000000", 289)]
    [InlineData("BMP", 60_000, "MaxPixels 3600000000", 138)]
    [InlineData("TIFF", 100_000, "MaxPixels 10000000000", 34)]
    [InlineData("GIF of frames", 7000, "MaxTotalPixels 294000000", 104)]
    [InlineData("WebP of frames", 7000, "MaxTotalPixels 294000000", 262)]
    [InlineData("PNG of frames", 7000, "MaxTotalPixels 44100000000", 49)]
    [InlineData("AVIF of frames", 7000, "MaxTotalPixels 44100000000", 440)]
    [InlineData("TIFF of pages", 7000, "MaxTotalPixels 294000000", 188)]
    public void ABomb_IsRejectedWithinSoManyBytes(string kind, int size, string expected, int most)
    {
        var file = Kinds[kind](size);
        var reader = new ImageHeaderReader();
        BrokenLimit? broken = null;
        var read = 0;
        while (broken is null && read < file.Length)
        {
            reader.Append(file.AsSpan(read, 1));
            read++;
            broken = LimitCheck.Find(reader.Facts, Limits);
        }

        $"{broken?.Name} {broken?.Value}".Should().Be(expected);
        read.Should().Be(most);
    }

    [NeedsPrograms]
    [InlineData("lossless WebP", "webp")]
    [InlineData("extended WebP", "webp")]
    [InlineData("PNG", "png")]
    [InlineData("GIF", "gif")]
    [InlineData("GIF of frames", "gif")]
    [InlineData("WebP of frames", "webp")]
    [InlineData("PNG of frames", "png")]
    public async Task ASmallerOne_IsAPicture(string kind, string extension)
    {
        var folder = Directory.CreateTempSubdirectory("bombs");
        var file = Path.Combine(folder.FullName, "small." + extension);
        await File.WriteAllBytesAsync(file, Kinds[kind](50));

        var lines = await Program.RunAsync("identify", "-format", "%w %h %k\n", file);

        lines.Split('\n')[0].Should().Be(kind.StartsWith("GIF", StringComparison.Ordinal) ? "1 1 1" : "50 50 1");
        folder.Delete(recursive: true);
    }
}
