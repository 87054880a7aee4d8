using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Benchmarks.Report;

namespace Discovitas.S3.Benchmarks.Servers;

/// <summary>The promise: a page of a listing takes the same time wherever it is in the bucket.</summary>
internal sealed class ListingPromise(int keys)
{
    private const int Default = 100_000;
    private const int Least = 30_000;
    private const int AtOnce = 8;
    private const int Sample = 10;
    private const double Allowance = 1.5;
    private const long MiB = 1024 * 1024;

    /// <returns>Null where the options make no sense.</returns>
    internal static Task<int>? Parse(string[] options) => options switch
    {
        [] => new ListingPromise(Default).RunAsync(),
        ["--keys", var number] when int.TryParse(
            number, NumberStyles.None, CultureInfo.InvariantCulture, out var keys) && keys >= Least =>
            new ListingPromise(keys).RunAsync(),
        _ => null,
    };

    private async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("listing-");
        try
        {
            using (var server = await ServerProcess.StartAsync(folder.FullName))
            {
                await FillAsync(server.Target);
            }

            // Another process, which has to read the folder first.
            using var restarted = await ServerProcess.StartAsync(folder.FullName);
            return await ListAsync(restarted);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task FillAsync(Target target)
    {
        using var s3 = Client(target);
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, keys, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
            await s3.PutObjectAsync(
                new PutObjectRequest { BucketName = target.Bucket, Key = KeyOf(number), ContentBody = "x" },
                CancellationToken.None));
        Print($"{keys} objects written", Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private async Task<int> ListAsync(ServerProcess server)
    {
        using var s3 = Client(server.Target);
        await s3.ListBucketsAsync();
        var before = server.Memory;
        var (times, listed, token) = (new List<double>(), 0, (string?)null);
        do
        {
            var start = Stopwatch.GetTimestamp();
            var page = await s3.ListObjectsV2Async(
                new ListObjectsV2Request { BucketName = server.Target.Bucket, ContinuationToken = token });
            times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            listed += page.S3Objects.Count;
            token = page.NextContinuationToken;
        }
        while (token is not null);

        Print($"first page of {times.Count}, which reads the folder", times[0]);
        var early = Median("pages 11 to 20", times.Skip(Sample));
        Median("in the middle", times.Skip((times.Count - Sample) / 2));
        var late = Median("the last ones", times.Skip(times.Count - Sample));
        Console.WriteLine($"memory of the server: +{(server.Memory - before) / MiB} MiB");
        var isKept = listed == keys && late <= early * Allowance;
        Console.WriteLine(isKept ? "The promise is kept." : "The promise is BROKEN.");
        return isKept ? 0 : 1;
    }

    private static double Median(string name, IEnumerable<double> times)
    {
        var median = Spread.From(times.Take(Sample)).Median;
        Print(name, median);
        return median;
    }

    private static void Print(string name, double seconds) => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{name}: {seconds * 1000:F1} ms"));

    // 400 folders of some hundred files.
    private static string KeyOf(int number) => string.Create(
        CultureInfo.InvariantCulture, $"uploads/{number * 7919L % 400:D3}/{number:x8}-{number * 31L:x16}.jpg");

    private static IAmazonS3 Client(Target target) => S3Client.Create(target.Settings);
}
