using System.Diagnostics;
using System.Globalization;
using Discovitas.S3.Local;
using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.Benchmarks;

/// <summary>The promise: an upload of any size from a stream takes at most part size × parallelism and 32 MiB of memory.</summary>
internal static class MemoryPromise
{
    private const long MiB = 1024 * 1024;
    private const long Size = 1024 * MiB;
    private const long Allowance = 32 * MiB;

    internal static async Task<int> RunAsync()
    {
        using var server = await ServerProcess.StartAsync();
        await using var services = Services(server.ServiceUrl);
        var s3 = services.GetRequiredService<S3Service>();
        var settings = new S3Settings();
        var promise = (settings.PartSize * settings.Parallelism) + Allowance;

        // Code and connections come with the first upload in parts, whatever its size. What it leaves in the pool is not taken off.
        await s3.UploadAsync(new FileUploadRequest("warm.bin", "application/octet-stream", new GeneratedStream(settings.PartSize + MiB)));
        GC.Collect();
        var before = Environment.WorkingSet - settings.PartSize - MiB;
        var peak = before;
        using var stop = new CancellationTokenSource();
        var sampling = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                peak = Math.Max(peak, Environment.WorkingSet);
                stop.Token.WaitHandle.WaitOne(5);
            }
        });

        var clock = Stopwatch.StartNew();
        var file = await s3.StoreAsync(new FileUploadRequest("large.bin", "application/octet-stream", new GeneratedStream(Size)));
        clock.Stop();
        await stop.CancelAsync();
        await sampling;
        await s3.DeleteAsync(file.Key);

        var growth = peak - before;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"1 GiB of unknown length, {settings.PartSize / MiB} MiB parts, {settings.Parallelism} at once: peak memory +{growth / MiB} MiB, promised at most {promise / MiB} MiB; {Size / MiB / clock.Elapsed.TotalSeconds:F0} MiB/s"));
        return file.Size == Size && growth <= promise ? 0 : 1;
    }

    private static ServiceProvider Services(string serviceUrl)
    {
        var local = new LocalS3Options();
        var services = new ServiceCollection();
        services.AddS3Uploads(settings =>
        {
            settings.Bucket = local.Bucket;
            settings.Region = local.Region;
            settings.ServiceUrl = serviceUrl;
            settings.AccessKeyId = local.AccessKeyId;
            settings.SecretAccessKey = local.SecretAccessKey;
        });
        return services.BuildServiceProvider();
    }
}
