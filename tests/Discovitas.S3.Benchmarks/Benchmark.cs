using Discovitas.S3.Benchmarks.Report;
using Discovitas.S3.Benchmarks.Sink;
using Discovitas.S3.Benchmarks.Stores;

namespace Discovitas.S3.Benchmarks;

/// <summary>The comparison from beginning to end: the servers, the files, the cases, the tables.</summary>
internal sealed class Benchmark(Plan plan, string folder)
{
    internal static async Task<int> RunAsync(Plan plan)
    {
        var folder = Directory.CreateTempSubdirectory("discovitas-bench-").FullName;
        try
        {
            await new Benchmark(plan, folder).RunAsync();
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task RunAsync()
    {
        foreach (var size in plan.Cases.SelectMany(upload => Worker.FileSizes(upload.Size)).Distinct())
        {
            await Content.WriteFileAsync(folder, size);
        }

        Console.WriteLine(Machine.Describe(plan.Rounds));
        await OnSinkAsync();
        foreach (var site in await CephStore.FindAsync(plan.Schemes))
        {
            await OnSiteAsync(site, CephStore.Reduce(plan), CephStore.CleanAsync);
        }
    }

    private async Task OnSinkAsync()
    {
        var certificateFile = Path.Combine(folder, "sink.pem");
        using var sink = await SinkProcess.StartAsync(certificateFile);
        foreach (var scheme in plan.Schemes)
        {
            var url = new Uri(scheme == Uri.UriSchemeHttps ? sink.HttpsUrl : sink.HttpUrl);
            var target = new Target(url, "bench", "us-east-1", "BENCHMARK", "secret-of-the-benchmark");
            await OnSiteAsync(new Site(scheme, target, certificateFile), plan, _ => Task.CompletedTask);
        }
    }

    private async Task OnSiteAsync(Site site, Plan planned, Func<Target, Task> cleanAsync)
    {
        foreach (var upload in planned.Cases)
        {
            using var comparison = new Comparison(site.Target, upload) { CleanAsync = cleanAsync };
            var participants = await comparison.RunAsync(planned, folder, site.CertificateFile);
            Console.WriteLine(
                new MarkdownTable(upload, participants)
                    .Write($"**{upload.SizeName} over {site.Name}, {upload.Concurrency} at once**"));
        }
    }
}
