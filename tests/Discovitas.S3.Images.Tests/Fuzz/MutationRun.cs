using System.Globalization;
using CsCheck;

namespace Discovitas.S3.Images.Tests.Fuzz;

/// <summary>Changes samples at random, the same way for the same seed.</summary>
internal static class MutationRun
{
    /// <summary>Changes samples so often, and checks what they become.</summary>
    /// <param name="samples">What is changed.</param>
    /// <param name="count">How often, if the environment does not tell.</param>
    /// <param name="isValid">Checks a file, read in pieces of a size, and tells whether it is still valid.</param>
    internal static void Check(IReadOnlyList<byte[]> samples, int count, Func<byte[], int, bool> isValid)
    {
        count = (int)Setting("Images_Mutations", (ulong)count);
        var cases = Gen.Select(Gen.Int[0, samples.Count - 1], Gen.Int[1, 300], Mutation.Generator);
        var random = new PCG(1, Setting("Images_Seed", 14));
        var valid = 0;
        for (var i = 0; i < count; i++)
        {
            var (sample, piece, changes) = cases.Generate(random, null, out _);
            valid += isValid(Mutation.Apply(samples[sample], changes), piece) ? 1 : 0;
        }

        valid.Should().BeGreaterThan(count / 50, "many changes do not break a file");
    }

    private static ulong Setting(string name, ulong otherwise) =>
        ulong.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value : otherwise;
}
