using Discovitas.S3.Benchmarks.Sink;

namespace Discovitas.S3.Benchmarks;

/// <summary>
/// The promise: however many uploads from streams run at once, none fails, and the whole process takes at most the
/// memory limit and 64 MiB for the runtime and the program.
/// </summary>
internal static class MemoryLimitPromise
{
    private const long MiB = 1024 * 1024;
    private const int Uploads = 500;
    private const long Size = 20 * MiB;
    private const long Limit = 256 * MiB;
    private const long Allowance = 64 * MiB;

    internal static async Task<int> RunAsync()
    {
        var certificateFile = Path.GetTempFileName();
        using var sink = await SinkProcess.StartAsync(certificateFile);
        File.Delete(certificateFile);
        var target = new Target(new Uri(sink.HttpUrl), "bench", "us-east-1", "BENCHMARK", "secret-of-the-benchmark");
        var settings = target.Settings;
        settings.MemoryLimit = Limit;
        using var client = S3Client.Create(settings);
        var s3 = new S3Service(client, settings);
        var before = Environment.WorkingSet;
        using var memory = new MemoryWatch();
        var clock = Stopwatch.StartNew();
        var stored = await Task.WhenAll(
            Enumerable.Range(0, Uploads).Select(_ => Task.Run(() => s3.StoreAsync(Request()))));
        clock.Stop();
        var peak = memory.Stop();
        await Task.Delay(TimeSpan.FromSeconds(12));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{stored.Length} uploads of {Size / MiB} MiB at once, limit {Limit / MiB} MiB: "
            + $"peak memory {peak / MiB} MiB (+{(peak - before) / MiB}), "
            + $"12 s later {Environment.WorkingSet / MiB} MiB, "
            + $"promised at most {(Limit + Allowance) / MiB} MiB; "
            + $"{Uploads * Size / MiB / clock.Elapsed.TotalSeconds:F0} MiB/s"));
        return stored.All(file => file.Size == Size) && peak <= Limit + Allowance ? 0 : 1;
    }

    private static FileUploadRequest Request() =>
        new("large.bin", Target.ContentType, new GeneratedStream(Size));
}
