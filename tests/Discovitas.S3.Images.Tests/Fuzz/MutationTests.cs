namespace Discovitas.S3.Images.Tests.Fuzz;

/// <summary>
/// Changed samples: no exception but ours, an end, bounded memory and output, and nothing left that another scanner
/// finds. <c>Images_Mutations</c> and <c>Images_Seed</c> in the environment hold the count and where a run begins.
/// </summary>
public sealed class MutationTests
{
    private const int Count = 20_000;

    [Fact]
    public void AChangedFile_IsCleanedOrRejected() => MutationRun.Check(
        Samples.ToChange,
        Count,
        (file, piece) => Checks.ReadHeader(file, piece) | (Checks.Clean(file, piece) is not null));

    [Fact]
    public void AChangedHeader_IsReadOrUnreadable() => MutationRun.Check(
        [.. HeaderSamples.All, Bombs.WebP(8000), Bombs.Avif(8000), Bombs.Tiff(8000)], Count, Checks.ReadHeader);
}
