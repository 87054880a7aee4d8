using Discovitas.S3.TestSupport.Processes;
using NetVips;

namespace Discovitas.S3.Benchmarks.Pictures;

/// <summary>The ways to remove a picture's metadata, side by side.</summary>
internal sealed class Ways(byte[] original, string path)
{
    private const int Runs = 9;
    private const int Quality = 85;

    private readonly byte[] _cleaned = new byte[original.Length];

    internal async Task PrintAsync()
    {
        Console.WriteLine(
            $"""

            Removing the metadata of {original.Length} bytes, medians of {Runs} runs in alternation:

            | way | time, ms | CPU, ms | bytes | largest pixel difference | mean | location | orientation | profile |
            |---|--:|--:|--:|--:|--:|---|---|---|
            """);
        var (ours, exiftool, vips) = (new List<WayCost>(), new List<WayCost>(), new List<WayCost>());
        var isThere = Programs.FindAll("exiftool").Any();
        for (var run = 0; run <= Runs; run++)
        {
            ours.Add(await InProcessAsync(CleanAsync));
            vips.Add(await InProcessAsync(() => Task.FromResult(Encode())));
            if (isThere)
            {
                exiftool.Add(await ExiftoolAsync());
            }
        }

        Print("this library", ours);
        Print("`exiftool -all= -o -`", exiftool);
        Print($"NetVips, encoded again with Q={Quality}", vips);
    }

    private static async Task<WayCost> InProcessAsync(Func<Task<ReadOnlyMemory<byte>>> cleanAsync)
    {
        var (start, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var cleaned = await cleanAsync();
        cpu = Environment.CpuUsage.TotalTime - cpu;
        return new WayCost(Stopwatch.GetElapsedTime(start).TotalMilliseconds, cpu.TotalMilliseconds, cleaned);
    }

    private async Task<ReadOnlyMemory<byte>> CleanAsync()
    {
        var file = new FilteredFile { ContentType = "image/jpeg" };
        await using var cleaned = new ImageFilter().Filter(file, new UnseekableStream(original));
        var length = 0;
        while (await cleaned.ReadAsync(_cleaned.AsMemory(length)) is > 0 and var read)
        {
            length += read;
        }

        return _cleaned.AsMemory(0, length);
    }

    private ReadOnlyMemory<byte> Encode()
    {
        using var picture = Image.NewFromBuffer(original, access: Enums.Access.Sequential);
        return picture.JpegsaveBuffer(q: Quality, keep: Enums.ForeignKeep.None);
    }

    // The shell counts the processor time of what it has run.
    private async Task<WayCost> ExiftoolAsync()
    {
        var output = path + ".exiftool";
        var start = Stopwatch.GetTimestamp();
        var times = await Programs.RunAsync(
            ".", "sh", "-c", "exiftool -q -all= -o - \"$0\" > \"$1\"; times", path, output);
        var elapsed = Stopwatch.GetElapsedTime(start);
        var cpu = times.Split('\n')[1].Split(' ').Sum(Seconds);
        return new WayCost(elapsed.TotalMilliseconds, cpu * 1000, await File.ReadAllBytesAsync(output));
    }

    // As the shell writes it: 1m2.345s.
    private static double Seconds(string time) => time.TrimEnd('s').Split('m') is [var minutes, var seconds]
        ? (double.Parse(minutes, CultureInfo.InvariantCulture) * 60)
            + double.Parse(seconds, CultureInfo.InvariantCulture)
        : throw new FormatException($"Not a time: {time}");

    private void Print(string way, List<WayCost> costs)
    {
        if (costs.Count == 0)
        {
            Console.WriteLine($"| {way} | not installed |");
            return;
        }

        // The first run compiles code and reads the program from the disk.
        var time = Report.Spread.From(costs.Skip(1).Select(cost => cost.Milliseconds));
        var cpu = Report.Spread.From(costs.Skip(1).Select(cost => cost.CpuMilliseconds));
        var cleaned = costs[^1].Cleaned;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {way} | {time.Median:F1} | {cpu.Median:F1} | {cleaned.Length} | {Compare(cleaned)} |"));
    }

    private string Compare(ReadOnlyMemory<byte> cleaned)
    {
        using var before = Image.NewFromBuffer(original);
        using var after = Image.NewFromBuffer(cleaned.ToArray());
        using var difference = (before - after).Abs();
        var fields = after.GetFields();
        var location = fields.Any(field => field.Contains("GPS", StringComparison.Ordinal)) ? "is there" : "removed";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{difference.Max():F0} | {difference.Avg():F2} | {location} "
            + $"| {Kept(fields, "orientation")} | {Kept(fields, "icc-profile-data")}");
    }

    private static string Kept(string[] fields, string field) => fields.Contains(field) ? "kept" : "removed";
}
