using System.Text;

namespace Discovitas.S3.Images.Tests.Cleaning;

/// <summary>HEIC and AVIF that other programs wrote, cleaned, as these programs see them.</summary>
public sealed class HeifCorpusTests(HeifCorpus corpus) : IClassFixture<HeifCorpus>
{
    public static TheoryData<string> Kinds => [.. HeifCorpus.Names];

    [NeedsHeif]
    [MemberData(nameof(Kinds))]
    public async Task ACleanedPicture_HasItsPixelsAndNoMetadata(string kind)
    {
        var file = await corpus.CreateAsync(kind);
        (await Exiftool.MetadataAsync(file)).Should().NotBeEmpty("the sample has metadata");
        var source = await File.ReadAllBytesAsync(file);

        var bytes = await Cleaned.FromAsync(source);

        var cleaned = file + Path.GetExtension(file);
        await File.WriteAllBytesAsync(cleaned, bytes);
        (await Exiftool.MetadataAsync(cleaned)).Should().BeEmpty();
        (await corpus.ShownAsync(cleaned)).Should().Be(await corpus.ShownAsync(file));
        Encoding.Latin1.GetString(bytes).Should().NotContainAny(Corpus.Secret, "MAKR", "MODL", "CREA", "libavif");
        HeaderOf.Read(bytes).Facts.Should().Be(HeaderOf.Read(source).Facts);
    }
}
