using Discovitas.S3.Benchmarks.Report;
using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.Benchmarks.Delivery;

/// <summary>
/// The promise: a file of 1 GiB goes through the app with at most 32 MiB of memory. Beside it, a copy of
/// the SDK's <c>GetObjectAsync</c> to the response.
/// </summary>
internal static class DeliverPromise
{
    internal const string Ours = "ours";
    internal const string Plain = "plain";

    private const int Rounds = 3;
    private const long MiB = 1024 * 1024;
    private const long Size = 1024 * MiB;
    private const long Allowance = 32 * MiB;
    private const int BufferSize = 1024 * 1024;

    internal static async Task<int> RunAsync()
    {
        using var store = await ServerProcess.StartAsync();
        await using var services = SdkClients.AsOurs(store.Target);
        var s3 = services.GetRequiredService<S3Service>();
        var small = await s3.StoreAsync(Request(MiB));
        var large = await s3.StoreAsync(Request(Size));
        var isKept = true;
        foreach (var way in new[] { Plain, Ours })
        {
            var (seconds, growth) = await MeasureAsync(way, store.Target.Url.OriginalString, small.Key, large.Key);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"1 GiB, {way}: {seconds.Median:F2} s ({seconds.Min:F2}-{seconds.Max:F2}), "
                + $"{Size / MiB / seconds.Median:F0} MiB/s, peak memory +{growth / MiB} MiB"));
            isKept = way != Ours || growth <= Allowance;
        }

        Console.WriteLine($"Promised: at most +{Allowance / MiB} MiB.");
        return isKept ? 0 : 1;
    }

    // Code and connections come with the first file, whatever its size.
    private static async Task<(Spread Seconds, long Growth)> MeasureAsync(
        string way, string storeUrl, string small, string large)
    {
        var (process, url) = await OwnProgram.StartServerAsync(["serve-files", storeUrl]);
        using var http = new HttpClient { BaseAddress = new Uri(url) };
        await ReadAsync(http, $"/{way}/{small}", process);
        process.Refresh();
        var before = process.WorkingSet64;
        var (seconds, peak) = (new List<double>(), before);
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            peak = Math.Max(peak, await ReadAsync(http, $"/{way}/{large}", process));
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        OwnProgram.End(process);
        return (Spread.From(seconds), peak - before);
    }

    // Returns the most memory that the app has held.
    private static async Task<long> ReadAsync(HttpClient http, string path, Process app)
    {
        using var response = await http.GetAsync(
            new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using var stream = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[BufferSize];
        var (read, peak, next) = (0L, 0L, 0L);
        for (int count; (count = await stream.ReadAsync(buffer)) > 0;)
        {
            read += count;
            if (read >= next)
            {
                next += 16 * MiB;
                app.Refresh();
                peak = Math.Max(peak, app.WorkingSet64);
            }
        }

        return read == response.Content.Headers.ContentLength
            ? peak
            : throw new InvalidOperationException("The file was cut off.");
    }

    private static FileUploadRequest Request(long size) =>
        new("large.bin", Target.ContentType, new GeneratedStream(size));
}
