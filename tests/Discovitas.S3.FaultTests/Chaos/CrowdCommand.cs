using System.Diagnostics;
using System.Globalization;
using Discovitas.S3.FaultTests.Contents;
using Discovitas.S3.FaultTests.Support;
using Discovitas.S3.Local;
using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.FaultTests.Chaos;

/// <summary>Many large uploads from streams of unknown length at once. It fails if they take more memory than each may.</summary>
internal static class CrowdCommand
{
    private const long MiB = 1024 * 1024;

    // For each upload: its connections, and what the pool keeps of parts that were sent.
    private const long Allowance = 8 * MiB;

    internal static async Task<int> RunAsync(CommandLine options)
    {
        var uploads = options.Number("uploads", 50);
        var size = options.Number("mebibytes", 100) * MiB;
        using var server = await ServerProcess.StartAsync();
        await using var services = Services(server.ServiceUrl);
        var s3 = services.GetRequiredService<S3Service>();
        var settings = new S3Settings();

        // Code and connections come with the first.
        await s3.StoreAsync(Request(settings.PartSize + MiB));
        GC.Collect();
        var before = Environment.WorkingSet;
        using var memory = new PeakMemory();
        var clock = Stopwatch.StartNew();
        var stored = await Task.WhenAll(Enumerable.Range(0, uploads).Select(_ => Task.Run(() => s3.StoreAsync(Request(size)))));
        var growth = memory.Stop() - before;
        var promise = uploads * ((settings.PartSize * settings.Parallelism) + Allowance);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{uploads} uploads of {size / MiB} MiB at once: peak memory +{growth / MiB} MiB, promised at most {promise / MiB} MiB; {clock.Elapsed.TotalSeconds:F0} s"));
        return growth <= promise && stored.All(file => file.Size == size) ? 0 : 1;
    }

    private static FileUploadRequest Request(long size) => new("large.bin", "application/octet-stream", new GeneratedStream(size));

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
