using System.Text;

namespace Discovitas.S3.Images.Tests.Cleaning;

/// <summary>Colour profiles, put into pictures and read again by exiftool.</summary>
public sealed class ProfileTests(Corpus corpus) : IClassFixture<Corpus>
{
    [NeedsPrograms]
    [InlineData("jpg-baseline", 0)]
    [InlineData("jpg-baseline", 150_000)]
    [InlineData("png-8", 0)]
    [InlineData("png-8", 150_000)]
    [InlineData("webp-lossy", 0)]
    [InlineData("webp-lossless", 150_001)]
    public async Task AProfile_KeepsItsColorsAndNamesNoDevice(string kind, int tableLength)
    {
        var profile = ProfileSample.Create(tableLength);
        var file = await corpus.CreateAsync(kind, profile);

        var source = await File.ReadAllBytesAsync(file);
        HeaderOf.Read(source).Facts.HasColorProfile.Should().BeTrue();
        var cleaned = file + Path.GetExtension(file);
        await File.WriteAllBytesAsync(cleaned, await Cleaned.FromAsync(source));
        await Program.RunAsync("exiftool", "-q", "-b", "-ICC_Profile", "-W!", cleaned + ".icc%0f", cleaned);

        var kept = await File.ReadAllBytesAsync(cleaned + ".icc");
        kept.Should().HaveSameCount(profile);
        Encoding.Latin1.GetString(kept).Should().NotContainAny(Corpus.Secret, "MAKR", "MODL", "CREA");
        ProfileSample.ColorsOf(kept).Should().Equal(ProfileSample.ColorsOf(profile));

        (await Exiftool.MetadataAsync(cleaned)).Should().BeEmpty();
    }
}
