using Discovitas.S3.Benchmarks.Pictures;
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

    /// <param name="format">The format of a picture whose metadata is removed; null for other content.</param>
    internal static async Task<int> RunAsync(string? format = null)
    {
        using var server = await ServerProcess.StartAsync();
        await using var services = SdkClients.AsOurs(
            server.Target, builder => _ = format is null ? builder : builder.AddImages());
        var s3 = services.GetRequiredService<S3Service>();
        var settings = new S3Settings();
        var promise = (settings.PartSize * settings.MaxParallelism) + Allowance;

        // Code and connections come with the first upload in parts, whatever its size. What it leaves in the pool is
        // not taken off.
        await s3.StoreAsync(Request(settings.PartSize + MiB, format));
        GC.Collect();
        var before = Environment.WorkingSet - settings.PartSize - MiB;
        using var memory = new MemoryWatch();
        var clock = Stopwatch.StartNew();
        var file = await s3.StoreAsync(Request(Size, format));
        clock.Stop();
        var growth = memory.Stop() - before;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"1 GiB of unknown length{(format is null ? "" : $" as {format}, without its metadata")}, "
            + $"{settings.PartSize / MiB} MiB parts, {settings.MaxParallelism} at once: "
            + $"peak memory +{growth / MiB} MiB, promised at most {promise / MiB} MiB; "
            + $"{Size / MiB / clock.Elapsed.TotalSeconds:F0} MiB/s"));
        return IsStored(file, format) && growth <= promise ? 0 : 1;
    }

    private static bool IsStored(StoredFile file, string? format) =>
        format is null ? file.Size == Size : file.Size > Size && file.Image is { IsCleaned: true };

    private static FileUploadRequest Request(long size, string? format) => format is null
        ? new("large.bin", Target.ContentType, new GeneratedStream(size))
        : new($"large.{format}", $"image/{format}", EndlessPicture.Create(format, (int)size));
}
