using System.Globalization;
using CsCheck;

namespace Discovitas.S3.Images.Tests.Fuzz;

/// <summary>
/// Changed samples: no exception but ours, an end, bounded memory and output, and nothing left that another scanner
/// finds. <c>Images_Mutations</c> and <c>Images_Seed</c> in the environment hold the count and where a run begins.
/// </summary>
public sealed class MutationTests
{
    private static int Count => int.Parse(Setting("Images_Mutations", "20000"), CultureInfo.InvariantCulture);

    [Fact]
    public void AChangedFile_IsCleanedOrRejected() => Run(
        Samples.All,
        (file, piece) => Checks.ReadHeader(file, piece) | (Checks.Clean(file, piece) is not null));

    [Fact]
    public void AChangedHeader_IsReadOrUnreadable() => Run(HeaderSamples.All, Checks.ReadHeader);

    private static void Run(byte[][] samples, Func<byte[], int, bool> isValid)
    {
        var cases = Gen.Select(Gen.Int[0, samples.Length - 1], Gen.Int[1, 300], Mutation.Generator);
        var random = new PCG(1, ulong.Parse(Setting("Images_Seed", "14"), CultureInfo.InvariantCulture));
        var valid = 0;
        for (var i = 0; i < Count; i++)
        {
            var (sample, piece, changes) = cases.Generate(random, null, out _);
            valid += isValid(Mutation.Apply(samples[sample], changes), piece) ? 1 : 0;
        }

        valid.Should().BeGreaterThan(Count / 50, "many changes do not break a file");
    }

    private static string Setting(string name, string otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : otherwise;
}
