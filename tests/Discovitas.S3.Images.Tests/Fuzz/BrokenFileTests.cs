namespace Discovitas.S3.Images.Tests.Fuzz;

/// <summary>
/// Files that are broken in every way that a structure can be: 1,100 of the formats that are cleaned, and as many of
/// those whose header is read.
/// </summary>
public sealed class BrokenFileTests
{
    private const int EachFormat = 25;

    public static TheoryData<Breakage> Breakages => [.. Enum.GetValues<Breakage>()];

    [Theory]
    [MemberData(nameof(Breakages))]
    public void ABrokenFile_IsCleanedOrRejected(Breakage breakage)
    {
        var files = new HashSet<string>();
        for (var seed = 0; files.Count < EachFormat * Samples.ToChange.Length; seed++)
        {
            var sample = seed % Samples.ToChange.Length;
            var file = new BrokenFiles(seed).Break([.. Samples.ToChange[sample]], breakage);
            if (!files.Add(Convert.ToHexString(file)))
            {
                continue;
            }

            Checks.ReadHeader(file, 1 + (seed % 300));
            var cleaned = Checks.Clean(file, 1 + (seed % 300));

            // Where nothing was put behind a scan's header, or called a picture, it is not even among the pixels.
            var isExact = breakage is Breakage.CutOff or Breakage.Missing or Breakage.WrongByte or Breakage.Looping;
            Assert.False(isExact && Findings.HasSecret(cleaned), Convert.ToHexString(file));
        }
    }

    public static TheoryData<int> HeaderOnly => [.. Enumerable.Range(0, HeaderSamples.All.Length)];

    [Theory]
    [MemberData(nameof(HeaderOnly))]
    public void ABrokenHeader_IsReadOrUnreadable(int sample)
    {
        var whole = HeaderSamples.All[sample];
        for (var at = 0; at < whole.Length; at++)
        {
            Checks.ReadHeader(whole[..at], 7);
            Checks.ReadHeader([.. whole[..at], .. whole], 7);
            foreach (var number in (byte[])[0, 1, 8, 0x7F, 0x80, 0xFF])
            {
                byte[] file = [.. whole];
                file.AsSpan(at, Math.Min(4, whole.Length - at)).Fill(number);
                Checks.ReadHeader(file, 13);
                Checks.Clean(file, 13);
            }
        }
    }
}
