using Discovitas.S3.Images.Tests.Support.Matrix;

namespace Discovitas.S3.Images.Tests.Cleaning;

/// <summary>Every structure with every kind of metadata, cleaned, as other programs see it.</summary>
[Collection(PictureMatrix.Name)]
public sealed class MatrixTests(PictureMatrix matrix)
{
    public static TheoryData<string, string> Pictures
    {
        get
        {
            var pictures = new TheoryData<string, string>();
            foreach (var structure in Structure.All)
            {
                foreach (var kind in PictureMatrix.KindsOf(structure))
                {
                    pictures.Add(structure.Name, kind.Name);
                }
            }

            return pictures;
        }
    }

    public static TheoryData<string> Structures => [.. Structure.All.Select(structure => structure.Name)];

    private static readonly string[] NotReadByFfmpeg = ["jpg-arithmetic", "webp-animated", "webp-ffmpeg"];

    [NeedsMatrix]
    [MemberData(nameof(Pictures))]
    public async Task Metadata_IsRemoved_AndPixelsStay(string structure, string metadata)
    {
        var picture = matrix[structure, metadata];
        var cleaned = await picture.ReadCleanedAsync();

        var found = string.Concat(Scanner.Find(await picture.ReadOriginalAsync()));
        (RemainingTags.Without(matrix.TagsOf(picture.Original)) + found)
            .Should().NotBeEmpty("there is something to remove");
        RemainingTags.Without(matrix.TagsOf(picture.Cleaned)).Should().BeEmpty();
        Scanner.Find(cleaned).Should().BeEmpty();
        matrix.ShownOf(picture.Cleaned).Should().Be(matrix.ShownOf(picture.Original));
        OrientationOf(picture.Cleaned).Should().Be(IsRead(picture) ? OrientationOf(picture.Original) : "1");
        (await Cleaned.FromAsync(cleaned, piece: 5000, buffer: 77)).Should().Equal(cleaned, "it is clean already");
    }

    [NeedsMatrix]
    [MemberData(nameof(Pictures))]
    public async Task ACleanedPicture_IsAsIfNothingHadBeenPutIn(string structure, string metadata)
    {
        var picture = matrix[structure, metadata];
        var original = await picture.ReadOriginalAsync();
        var cleaned = await picture.ReadCleanedAsync();

        HeaderOf.Read(cleaned).Facts.Should().Be(HeaderOf.Read(original).Facts);
        if (picture.Structure.Format == "webp")
        {
            cleaned.Length.Should().BeLessThanOrEqualTo(original.Length, "its length stays, but for what follows it");
        }
        else if (!picture.Metadata!.IsShown)
        {
            cleaned.Should().Equal(await matrix[structure, null].ReadCleanedAsync());
        }
    }

    [NeedsMatrix]
    [MemberData(nameof(Structures))]
    public async Task ForOtherDecoders_PixelsStay(string structure)
    {
        var plain = matrix[structure, null].Original;

        // No animation is read by ffmpeg behind a long profile.
        var cleaned = matrix[structure, structure == "png-animated" ? "applications" : "everything"].Cleaned;

        (await VipsAsync(cleaned)).Should().Equal(await VipsAsync(plain));
        if (!NotReadByFfmpeg.Contains(structure))
        {
            (await FfmpegAsync(cleaned)).Should().Be(await FfmpegAsync(plain));
        }
    }

    [NeedsMatrix]
    [MemberData(nameof(Structures))]
    public async Task AProfile_KeepsItsColors(string structure)
    {
        if (structure.StartsWith("gif", StringComparison.Ordinal))
        {
            return;
        }

        var cleaned = Scanner.Find(await matrix[structure, "colour profile"].ReadCleanedAsync()).Profile;
        var original = ProfileSample.Create(Sources.LongLength);

        cleaned.Should().HaveSameCount(original);
        ProfileSample.ColorsOf([.. cleaned]).Should().Equal(ProfileSample.ColorsOf(original));
    }

    // Decoders look for EXIF in a WebP only if its first chunk tells that there are such data.
    private static bool IsRead(Picture picture) =>
        picture is not { Structure.Name: "webp-lossy" or "webp-lossless", Metadata.Name: "maker notes" };

    private string OrientationOf(string file) =>
        matrix.TagsOf(file).GetValueOrDefault("IFD0:Orientation", "1").Split('\n')[0];

    // All frames, not turned.
    private static Task<string> FfmpegAsync(string file) =>
        Program.RunAsync("ffmpeg", "-v", "error", "-noautorotate", "-i", file, "-f", "framemd5", "-");

    private static async Task<byte[]> VipsAsync(string file)
    {
        var pages = Path.GetExtension(file) is ".gif" or ".webp" ? "[n=-1]" : "";
        await Program.RunAsync("vips", "rawsave", file + pages, file + ".raw");
        return await File.ReadAllBytesAsync(file + ".raw");
    }
}
