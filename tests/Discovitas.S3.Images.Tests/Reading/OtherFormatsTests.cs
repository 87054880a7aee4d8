using Discovitas.S3.Images.Facts;

namespace Discovitas.S3.Images.Tests.Reading;

/// <summary>Formats whose headers are read, but which are not cleaned, as other programs write them.</summary>
public sealed class OtherFormatsTests(Corpus corpus) : IClassFixture<Corpus>
{
    [NeedsPrograms]
    [InlineData("a.bmp", "BMP3", "", 8, false)]
    [InlineData("b.bmp", "BMP2", "", 8, false)]
    [InlineData("c.bmp", "BMP", "-alpha set -channel A -evaluate set 40%", 8, true)]
    [InlineData("d.bmp", "BMP3", "-colors 16 -type Palette", 4, false)]
    [InlineData("e.tif", "TIFF", "-colorspace Gray -depth 8 -endian LSB", 8, false)]
    [InlineData("f.tif", "TIFF", "-colorspace Gray -depth 16 -endian MSB", 16, false)]
    public async Task AHeader_TellsWhatWasWritten(string name, string format, string options, int depth, bool hasAlpha)
    {
        var file = corpus.FileOf(name);
        string[] more = options.Length == 0 ? [] : options.Split(' ');
        await Program.RunAsync("convert", ["-size", "97x64", "plasma:tomato-navy", .. more, $"{format}:{file}"]);

        var facts = await ReadAsync(file);

        (facts.Width, facts.Height, facts.Frames).Should().Be((97, 64, 1));
        (facts.BitDepth, facts.HasAlpha).Should().Be((depth, hasAlpha));
    }

    [NeedsPrograms]
    [InlineData(3)]
    public async Task ATiffOfPages_TellsThem(int pages)
    {
        var file = corpus.FileOf("pages.tif");
        string[] page = ["-size", "40x30", "xc:red"];
        await Program.RunAsync("convert", [.. Enumerable.Repeat(page, pages).SelectMany(part => part), file]);

        (await ReadAsync(file)).Frames.Should().Be(pages);
    }

    [NeedsHeif]
    [InlineData("heif-enc", "g.heic", "Heic", 1, "")]
    [InlineData("avifenc", "h.avif", "Avif", 1, "-d 8")]
    [InlineData("avifenc", "i.avif", "Avif", 6, "-d 8 --irot 3")]
    [InlineData("avifenc", "j.avif", "Avif", 8, "-d 8 --irot 1")]
    [InlineData("avifenc", "k.avif", "Avif", 2, "-d 8 --imir 1")]
    [InlineData("avifenc", "l.avif", "Avif", 5, "-d 8 --irot 3 --imir 1")]
    [InlineData("avifenc", "m.avif", "Avif", 1, "-d 8 --grid 2x1")]
    public async Task AHeif_TellsItsSizeAndTurns(
        string program, string name, string format, int orientation, string options)
    {
        var source = corpus.FileOf(name + ".png");
        var file = corpus.FileOf(name);
        await Program.RunAsync("convert", "-size", "256x128", "plasma:tomato-navy", "-depth", "8", "PNG24:" + source);
        string[] target = program == "avifenc" ? [source, file] : [source, "-o", file];
        await Program.RunAsync(program, [.. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), .. target]);

        var facts = await ReadAsync(file);

        (facts.Format.ToString(), facts.Width, facts.Height).Should().Be((format, 256, 128));
        (facts.Orientation, facts.BitDepth, facts.HasAlpha).Should().Be((orientation, 8, false));
    }

    [NeedsHeif]
    [InlineData(3)]
    public async Task AnAvifSequence_TellsItsFramesAndTransparency(int frames)
    {
        var file = corpus.FileOf("sequence.avif");
        var sources = Enumerable.Range(0, frames).Select(i => corpus.FileOf($"frame{i}.png")).ToArray();
        foreach (var source in sources)
        {
            await Program.RunAsync("convert", "-size", "64x64", "xc:#ff000080", source);
        }

        await Program.RunAsync("avifenc", [.. sources, file]);

        var facts = await ReadAsync(file);
        (facts.Width, facts.Height, facts.Frames, facts.HasAlpha).Should().Be((64, 64, frames, true));
    }

    private static async Task<ImageFacts> ReadAsync(string file)
    {
        var reader = HeaderOf.Read(await File.ReadAllBytesAsync(file), 17);
        reader.Status.Should().Be(HeaderStatus.Done, reader.Problem);
        return reader.Facts;
    }
}
