using System.Text;

namespace Discovitas.S3.Images.Tests.Cleaning;

/// <summary>Pictures that other programs wrote, cleaned, as these programs see them.</summary>
public sealed class CorpusTests(Corpus corpus) : IClassFixture<Corpus>
{
    public static TheoryData<string> Kinds =>
    [
        "jpg-baseline", "jpg-progressive", "jpg-cmyk", "jpg-gray",
        "png-8", "png-16", "png-interlaced", "png-palette", "png-gray", "png-alpha",
        "gif-one", "gif-animated", "webp-lossy", "webp-lossless", "webp-animated",
    ];

    [NeedsPrograms]
    [MemberData(nameof(Kinds))]
    public async Task ACleanedPicture_HasItsPixelsAndNoMetadata(string kind)
    {
        var file = await corpus.CreateAsync(kind);
        (await Exiftool.MetadataAsync(file)).Should().NotBeEmpty("the sample has metadata");

        var cleaned = file + Path.GetExtension(file);
        await File.WriteAllBytesAsync(cleaned, await Cleaned.FromAsync(await File.ReadAllBytesAsync(file)));

        (await Exiftool.MetadataAsync(cleaned)).Should().BeEmpty();
        (await ShownAsync(cleaned)).Should().Be(await ShownAsync(file));
        (await Exiftool.OrientationAsync(cleaned)).Should().Be(await Exiftool.OrientationAsync(file));
        Encoding.Latin1.GetString(await File.ReadAllBytesAsync(cleaned)).Should().NotContain(Corpus.Secret);
    }

    [NeedsPrograms]
    [MemberData(nameof(Kinds))]
    public async Task ACleanedPicture_HasTheSameFacts(string kind)
    {
        var file = await File.ReadAllBytesAsync(await corpus.CreateAsync(kind));
        var cleaned = await Cleaned.FromAsync(file);

        HeaderOf.Read(cleaned).Facts.Should().Be(HeaderOf.Read(file).Facts);
    }

    [NeedsPrograms]
    [MemberData(nameof(Kinds))]
    public async Task AHeader_TellsWhatOtherProgramsTell(string kind)
    {
        var file = await corpus.CreateAsync(kind);
        var reader = HeaderOf.Read(await File.ReadAllBytesAsync(file));

        reader.Status.Should().Be(HeaderStatus.Done, reader.Problem);
        var frames = (await Program.RunAsync("identify", "-format", "%w %h %z\n", file)).Split('\n')[..^1];
        frames[0].Should().StartWith($"{reader.Facts.Width} {reader.Facts.Height} ");
        reader.Facts.Frames.Should().Be(frames.Length);
        reader.Facts.Orientation.Should().Be(file.EndsWith(".gif", StringComparison.Ordinal) ? 1 : 6);
        reader.Facts.HasAlpha.Should().Be(kind is "png-alpha", "{0}", kind);
        reader.Facts.BitDepth.Should().Be(kind is "png-16" ? 16 : 8);
    }

    [NeedsPrograms]
    [MemberData(nameof(Kinds))]
    public async Task TheSizeOfPieces_ChangesNothing(string kind)
    {
        var file = await File.ReadAllBytesAsync(await corpus.CreateAsync(kind));
        var whole = await Cleaned.FromAsync(file, piece: 1 << 20, buffer: 1 << 20);

        (await Cleaned.FromAsync(file, piece: 1, buffer: 1)).Should().Equal(whole);
        (await Cleaned.FromAsync(file, piece: 7, buffer: 100)).Should().Equal(whole);
        (await Cleaned.FromAsync(whole)).Should().Equal(whole, "a cleaned picture is clean");
    }

    // The signature of the pixels, and the time, for each frame.
    private static Task<string> ShownAsync(string file) =>
        Program.RunAsync("identify", "-quiet", "-format", "%m %# %w %h %T %[colorspace] %A\n", file);
}
