using System.Globalization;

namespace Discovitas.S3.FaultTests.Links;

/// <summary>Uploads over slow links with the default settings, all at once, and prints what became of each.</summary>
internal static class LinksCommand
{
    private const int KiB = 1024;
    private const int MiB = 1024 * KiB;

    // Twice the idle timeout for each attempt, of which the retry time allows two, and the clean-up.
    private static readonly TimeSpan MostSilence = TimeSpan.FromSeconds(180);

    private static readonly (string Name, LinkShape Shape, long Size)[] Cases =
    [
        ("64 kbit/s, PUT of 1 MiB", Kbit(64), MiB),
        ("64 kbit/s, 300 ms, 1 % lost, PUT of 1 MiB", Rough(64), MiB),
        ("64 kbit/s, 2 parts, 9 MiB", Kbit(64), 9 * MiB),
        ("100 kbit/s, PUT of 4 MiB", Kbit(100), 4 * MiB),
        ("600 kbit/s, 4 parts, 26 MiB", Kbit(600), 26 * MiB),
        ("600 kbit/s, 300 ms, 1 % lost, 4 parts, 26 MiB", Rough(600), 26 * MiB),
        ("600 kbit/s, silent after 1 MiB, PUT of 4 MiB", Kbit(600) with { SilentAfter = MiB }, 4 * MiB),
        ("600 kbit/s, silent after 1 MiB, 4 parts", Kbit(600) with { SilentAfter = MiB }, 26 * MiB),
    ];

    internal static async Task<int> RunAsync()
    {
        Console.WriteLine("| Link | Time | Time at its speed | Result |");
        Console.WriteLine("| --- | --: | --: | --- |");
        var results = await Task.WhenAll(Cases.Select(RunAsync));
        return results.All(isGood => isGood) ? 0 : 1;
    }

    private static async Task<bool> RunAsync((string Name, LinkShape Shape, long Size) link)
    {
        var (time, failure) = await LinkRun.UploadAsync(link.Shape, link.Size);
        var isSilent = link.Shape.SilentAfter is not null;
        var least = isSilent ? "" : $"{link.Size / link.Shape.BytesPerSecond:F0} s";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {link.Name} | {time.TotalSeconds:F0} s | {least} | {failure?.Message ?? "stored"} |"));
        return isSilent ? failure is not null && time < MostSilence : failure is null;
    }

    private static LinkShape Kbit(int speed) => new(speed * 1000 / 8.0);

    private static LinkShape Rough(int speed) =>
        Kbit(speed) with { Latency = TimeSpan.FromMilliseconds(300), LostPerMille = 10 };
}
