using Microsoft.Extensions.DependencyInjection;
namespace Discovitas.S3.Benchmarks.Pictures;

/// <summary>
/// The process that uploads a picture with its metadata and without it, in alternation, and compares the processor time
/// of both. The server is a process of its own.
/// </summary>
internal sealed class UploadCost : IDisposable
{
    private readonly CostPlan _plan;
    private readonly string _path;
    private readonly byte[] _bytes;
    private readonly ServiceProvider _plain;
    private readonly ServiceProvider _cleaning;

    private UploadCost(CostPlan plan, Target target, string path)
    {
        _plan = plan;
        _path = path;
        _bytes = File.ReadAllBytes(path);
        _plain = SdkClients.AsOurs(target);
        _cleaning = SdkClients.AsOurs(target, builder => builder.AddImages());
    }

    /// <summary>
    /// Runs as a process of its own, and writes a row of the table for each form of the content. Returns 1 if the
    /// promise is broken for a stream.
    /// </summary>
    internal static async Task<int> ServeAsync(string url, string path, string uploads, string rounds)
    {
        var target = new Target(new Uri(url), "bench", "us-east-1", "BENCHMARK", "secret-of-the-benchmark");
        var plan = new CostPlan(Parse(uploads), Parse(rounds));
        using var cost = new UploadCost(plan, target, path);
        var isKept = true;
        foreach (var form in PictureForm.All(path, cost._bytes))
        {
            var row = await cost.RunAsync(form, target.Url.Scheme);
            isKept &= form.Name != PictureForm.Stream || row.Ratio.Median < PicturesPromise.MaxRatio;
            Console.WriteLine(row);
        }

        return isKept ? 0 : 1;

        static int Parse(string number) => int.Parse(number, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _plain.Dispose();
        _cleaning.Dispose();
    }

    private async Task<CostRow> RunAsync(PictureForm form, string scheme)
    {
        var (plain, cleaning) = (new List<BatchCost>(), new List<BatchCost>());
        await UploadAsync(_plain, form);
        await UploadAsync(_cleaning, form);
        for (var round = 0; round < _plan.Rounds; round++)
        {
            // The first of two batches is not always the same.
            if (round % 2 == 0)
            {
                plain.Add(await UploadAsync(_plain, form));
                cleaning.Add(await UploadAsync(_cleaning, form));
            }
            else
            {
                cleaning.Add(await UploadAsync(_cleaning, form));
                plain.Add(await UploadAsync(_plain, form));
            }
        }

        return CostRow.From(form.Name, scheme, plain, cleaning);
    }

    private async Task<BatchCost> UploadAsync(ServiceProvider services, PictureForm form)
    {
        var s3 = services.GetRequiredService<S3Service>();
        GC.Collect();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < _plan.Uploads; i++)
        {
            var stored = await s3.StoreAsync(
                new FileUploadRequest(Path.GetFileName(_path), "image/jpeg", form.Open()));
            if (stored.Size < _bytes.Length != (services == _cleaning))
            {
                throw new InvalidOperationException($"{stored.Size} bytes of {_bytes.Length} were stored.");
            }
        }

        cpu = Environment.CpuUsage.TotalTime - cpu;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        return new BatchCost(cpu.TotalMilliseconds / _plan.Uploads, allocated / 1024d / _plan.Uploads);
    }
}
