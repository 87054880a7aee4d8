using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.Benchmarks;

/// <summary>
/// The promise: an upload of any size from a stream takes at most part size × parallelism and 32 MiB of memory.
/// </summary>
internal static class MemoryPromise
{
    private const long MiB = 1024 * 1024;
    private const long Size = 1024 * MiB;
    private const long Allowance = 32 * MiB;

    internal static async Task<int> RunAsync()
    {
        using var server = await ServerProcess.StartAsync();
        await using var services = SdkClients.AsOurs(server.Target);
        var s3 = services.GetRequiredService<S3Service>();
        var settings = new S3Settings();
        var promise = (settings.PartSize * settings.MaxParallelism) + Allowance;

        // Code and connections come with the first upload in parts, whatever its size. What it leaves in the pool is
        // not taken off.
        await s3.StoreAsync(Request(settings.PartSize + MiB));
        GC.Collect();
        var before = Environment.WorkingSet - settings.PartSize - MiB;
        using var memory = new MemoryWatch();
        var clock = Stopwatch.StartNew();
        var file = await s3.StoreAsync(Request(Size));
        clock.Stop();
        var growth = memory.Stop() - before;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"1 GiB of unknown length, {settings.PartSize / MiB} MiB parts, {settings.MaxParallelism} at once: "
            + $"peak memory +{growth / MiB} MiB, promised at most {promise / MiB} MiB; "
            + $"{Size / MiB / clock.Elapsed.TotalSeconds:F0} MiB/s"));
        return file.Size == Size && growth <= promise ? 0 : 1;
    }

    private static FileUploadRequest Request(long size) =>
        new("large.bin", Target.ContentType, new GeneratedStream(size));
}
