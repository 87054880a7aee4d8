using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.Benchmarks;

/// <summary>
/// The promise: many large uploads from streams of unknown length at once take no more memory than each may.
/// </summary>
internal static class CrowdPromise
{
    private const long MiB = 1024 * 1024;
    private const int DefaultUploads = 50;
    private const long DefaultSize = 100;

    // For each upload: its connections, and what the pool keeps of parts that were sent.
    private const long Allowance = 8 * MiB;

    /// <returns>Null where the options make no sense.</returns>
    internal static Task<int>? Parse(
        ReadOnlySpan<string> arguments, int uploads = DefaultUploads, long mebibytes = DefaultSize) => arguments switch
        {
            [] => RunAsync(uploads, mebibytes * MiB),
            ["--uploads", var number, .. var rest] when Number(number) is { } count => Parse(rest, count, mebibytes),
            ["--mebibytes", var number, .. var rest] when Number(number) is { } size => Parse(rest, uploads, size),
            _ => null,
        };

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null;

    private static async Task<int> RunAsync(int uploads, long size)
    {
        using var server = await ServerProcess.StartAsync();
        await using var services = SdkClients.AsOurs(server.Target);
        var s3 = services.GetRequiredService<S3Service>();
        var settings = new S3Settings();

        // Code and connections come with the first.
        await s3.StoreAsync(Request(settings.PartSize + MiB));
        GC.Collect();
        var before = Environment.WorkingSet;
        using var memory = new MemoryWatch();
        var clock = Stopwatch.StartNew();
        var stored = await Task.WhenAll(
            Enumerable.Range(0, uploads).Select(_ => Task.Run(() => s3.StoreAsync(Request(size)))));
        var growth = memory.Stop() - before;
        var promise = uploads * ((settings.PartSize * settings.MaxParallelism) + Allowance);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{uploads} uploads of {size / MiB} MiB at once: peak memory +{growth / MiB} MiB, "
            + $"promised at most {promise / MiB} MiB; {clock.Elapsed.TotalSeconds:F0} s"));
        return growth <= promise && stored.All(file => file.Size == size) ? 0 : 1;
    }

    private static FileUploadRequest Request(long size) =>
        new("large.bin", Target.ContentType, new GeneratedStream(size));
}
