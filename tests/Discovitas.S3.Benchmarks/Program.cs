using Discovitas.S3.Benchmarks;
using Discovitas.S3.Benchmarks.Delivery;
using Discovitas.S3.Benchmarks.Forms;
using Discovitas.S3.Benchmarks.Pictures;
using Discovitas.S3.Benchmarks.Servers;
using Discovitas.S3.Benchmarks.Sink;

return args switch
{
    ["memory"] => await MemoryPromise.RunAsync(),
    ["memory", "--picture", "jpeg" or "png"] => await MemoryPromise.RunAsync(args[2]),
    ["crowd", .. var options] when CrowdPromise.Parse(options) is { } run => await run,
    ["memory-limit"] => await MemoryLimitPromise.RunAsync(),
    ["reconcile", .. var options] when ReconcilePromise.Parse(options) is { } run => await run,
    ["deliver"] => await DeliverPromise.RunAsync(),
    ["stalled"] => await StalledPromise.RunAsync(),
    ["form", .. var options] when FormPromise.Parse(options) is { } run => await run,
    ["listing", .. var options] when ListingPromise.Parse(options) is { } run => await run,
    ["servers", .. var options] when ServersPromise.Parse(options) is { } run => await run,
    ["images", .. var options] when PicturesPromise.Parse(options) is { } run => await run,
    ["upload-images", var url, var file, var uploads, var rounds] =>
        await UploadCost.ServeAsync(url, file, uploads, rounds),
    ["serve", var folder] => await ServerProcess.ServeAsync(folder),
    ["serve"] => await ServerProcess.ServeAsync(),
    ["serve-files", var storeUrl] => await DeliverServer.ServeAsync(storeUrl),
    ["serve-forms", var storeUrl] => await FormServer.ServeAsync(storeUrl),
    ["sink", var certificateFile] => await SinkProcess.ServeAsync(certificateFile),
    ["work", var job] => await Worker.RunAsync(job),
    ["--help"] => Help(Console.Out, 0),
    _ => Options.Parse(args, new Plan()) is { } plan ? await Benchmark.RunAsync(plan) : Help(Console.Error, 2),
};

static int Help(TextWriter output, int exitCode)
{
    output.WriteLine(Options.Help);
    return exitCode;
}
