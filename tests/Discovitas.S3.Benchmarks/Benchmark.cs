using Discovitas.S3.Benchmarks.Clients;
using Discovitas.S3.Benchmarks.Measuring;
using Discovitas.S3.Benchmarks.Report;
using Discovitas.S3.Benchmarks.Sink;

namespace Discovitas.S3.Benchmarks;

/// <summary>The comparison from beginning to end: the servers, the files, the cases, the tables.</summary>
internal static class Benchmark
{
    internal static async Task<int> RunAsync(Plan plan)
    {
        var folder = Directory.CreateTempSubdirectory("discovitas-bench-").FullName;
        try
        {
            foreach (var size in plan.Cases.Select(upload => upload.Size).Append(Worker.SizeBeforeIdle).Distinct())
            {
                await Content.WriteFileAsync(folder, size);
            }

            await OnSinkAsync(plan, folder);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task OnSinkAsync(Plan plan, string folder)
    {
        var certificateFile = Path.Combine(folder, "sink.pem");
        using var sink = await SinkProcess.StartAsync(certificateFile);
        Console.WriteLine(Machine.Describe(plan));
        foreach (var scheme in plan.Schemes)
        {
            var url = new Uri(scheme == Uri.UriSchemeHttps ? sink.HttpsUrl : sink.HttpUrl);
            var target = new Target(url, "bench", "us-east-1", "BENCHMARK", "secret-of-the-benchmark");
            foreach (var upload in plan.Cases)
            {
                using var comparison = new Comparison(target, upload);
                var participants = await comparison.RunAsync(plan, folder, certificateFile);
                Console.WriteLine(new MarkdownTable(upload, participants).Write($"**{upload.SizeName} over {scheme}, {upload.Concurrency} at once**"));
            }
        }
    }
}
