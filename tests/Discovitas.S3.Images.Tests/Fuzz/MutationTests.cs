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
        Gen.Select(Gen.Int[0, 3000], Gen.Byte, Gen.Int[-8, 8]).Array[1, 6]);

    private static int Count => int.Parse(Setting("Images_Mutations", "20000"), CultureInfo.InvariantCulture);

    [Fact]
    public async Task AChangedFile_IsCleanedOrRejected()
    {
        var cleaned = 0;
        foreach (var (file, piece) in Changed(Samples.All))
        {
            cleaned += await CheckAsync(file, piece) ? 1 : 0;
        }

        cleaned.Should().BeGreaterThan(Count / 50, "many changes do not break a file");
    }

    [Fact]
    public void AChangedHeader_IsReadOrUnreadable()
    {
        var read = 0;
        foreach (var (file, piece) in Changed(HeaderSamples.All))
        {
            var reader = HeaderOf.Read(file, piece);
            var isDone = reader.Status == HeaderStatus.Done;
            Assert.True(!isDone || reader.Facts is { HasSize: true, Frames: > 0, Orientation: >= 1 and <= 8 });
            read += isDone ? 1 : 0;
        }

        read.Should().BeGreaterThan(Count / 50, "many changes do not break a header");
    }

    private static IEnumerable<(byte[] File, int Piece)> Changed(byte[][] samples)
    {
        var random = new PCG(1, ulong.Parse(Setting("Images_Seed", "14"), CultureInfo.InvariantCulture));
        for (var i = 0; i < Count; i++)
        {
            var (sample, piece, changes) = Mutations.Generate(random, null, out _);
            yield return (Change([.. samples[sample % samples.Length]], changes), piece);
        }
    }

    private static async Task<bool> CheckAsync(byte[] file, int piece)
    {
        var reader = HeaderOf.Read(file, piece);
        Assert.True(reader.Status != HeaderStatus.Done || reader.Facts.HasSize);
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
