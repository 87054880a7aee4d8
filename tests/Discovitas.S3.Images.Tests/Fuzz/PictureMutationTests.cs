using Discovitas.S3.Images.Tests.Support.Matrix;

namespace Discovitas.S3.Images.Tests.Fuzz;

/// <summary>Changed pictures of other programs, every structure with some kinds of metadata.</summary>
[Collection(PictureMatrix.Name)]
public sealed class PictureMutationTests(PictureMatrix matrix)
{
    private const int Count = 2_500;

    [NeedsMatrix]
    [InlineData("jpg")]
    [InlineData("png")]
    [InlineData("gif")]
    [InlineData("webp")]
    public async Task AChangedPicture_IsCleanedOrRejected(string format)
    {
        var samples = new List<byte[]>();
        foreach (var structure in Structure.All.Where(structure => structure.Format == format))
        {
            foreach (var kind in (string[])[format == "gif" ? "xmp" : "camera", "applications", "c2pa"])
            {
                samples.Add(await matrix[structure.Name, kind].ReadOriginalAsync());
            }
        }

        MutationRun.Check(
            samples,
            Count,
            (file, piece) => Checks.ReadHeader(file, piece) | (Checks.Clean(file, piece) is not null));
    }
}
