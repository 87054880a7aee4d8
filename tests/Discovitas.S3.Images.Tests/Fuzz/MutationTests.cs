using System.Globalization;
using CsCheck;
using Discovitas.S3.Images.Facts;

namespace Discovitas.S3.Images.Tests.Fuzz;

/// <summary>
/// Changed samples: no exception but ours, an end, bounded output, and nothing left that another scanner finds.
/// <c>Images_Mutations</c> and <c>Images_Seed</c> in the environment hold the count and where a run begins.
/// </summary>
public sealed class MutationTests
{
    // The orientation and its frame, a profile's new name, and how much worse it may be compressed.
    private const int MostAdded = 2048;

    private static readonly Gen<(int, int, (int, byte, int)[])> Mutations = Gen.Select(
        Gen.Int[0, Samples.All.Length - 1],
        Gen.Int[1, 300],
        Gen.Select(Gen.Int[0, 2000], Gen.Byte, Gen.Int[-8, 8]).Array[1, 6]);

    [Fact]
    public async Task AChangedFile_IsCleanedOrRejected()
    {
        var random = new PCG(1, ulong.Parse(Setting("Images_Seed", "14"), CultureInfo.InvariantCulture));
        var count = int.Parse(Setting("Images_Mutations", "20000"), CultureInfo.InvariantCulture);
        var cleaned = 0;
        for (var i = 0; i < count; i++)
        {
            var (sample, piece, changes) = Mutations.Generate(random, null, out _);
            var file = Change([.. Samples.All[sample]], changes);
            cleaned += await CheckAsync(file, piece) ? 1 : 0;
        }

        cleaned.Should().BeGreaterThan(count / 50, "many changes do not break a file");
    }

    private static async Task<bool> CheckAsync(byte[] file, int piece)
    {
        var reader = HeaderOf.Read(file, piece);
        (reader.Status != HeaderStatus.Done || reader.Facts.HasSize).Should().BeTrue();
        byte[] cleaned;
        try
        {
            cleaned = await Cleaned.FromAsync(file, piece);
        }
        catch (Exception failure) when (failure is BrokenImageException or UnsupportedImageException)
        {
            return false;
        }

        var found = Scanner.Find(cleaned);
        if (found.Count > 0 || cleaned.Length > file.Length + MostAdded)
        {
            Assert.Fail($"{string.Join(", ", found)} in {Convert.ToHexString(file)}");
        }

        return true;
    }

    private static byte[] Change(List<byte> file, (int At, byte Value, int Cut)[] changes)
    {
        foreach (var (at, value, cut) in changes)
        {
            var place = at % file.Count;
            file[place] = value;
            if (cut > 6)
            {
                file.RemoveRange(place, Math.Min(cut, file.Count - place - 1));
            }
            else if (cut < -6)
            {
                file.InsertRange(place, file[..Math.Min(-cut, file.Count)]);
            }
        }

        return [.. file];
    }

    private static string Setting(string name, string otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : otherwise;
}
