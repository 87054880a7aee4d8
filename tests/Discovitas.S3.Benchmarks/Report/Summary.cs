using Discovitas.S3.Benchmarks.Measuring;

namespace Discovitas.S3.Benchmarks.Report;

/// <summary>What the runs of one client come to.</summary>
internal sealed class Summary(Participant participant, UploadCase upload)
{
    private const double GiB = 1024d * 1024 * 1024;

    private readonly IReadOnlyList<Run> _runs = participant.Runs;

    internal string Client => participant.Client;

    internal string? Error => participant.Error;

    internal Spread UploadsPerSecond => Of(run => run.Uploads / run.Seconds);

    internal Spread BytesPerSecond => Of(run => run.Uploads * (double)upload.Size / run.Seconds);

    internal Spread P50 => Of(run => run.P50);

    internal Spread P99 => Of(run => run.P99);

    internal Spread CpuPerUpload => Of(run => run.CpuSeconds / run.Uploads);

    internal Spread CpuPerGiB => Of(run => run.CpuSeconds / (run.Uploads * (double)upload.Size / GiB));

    internal Spread AllocatedPerUpload => Of(run => run.Allocated / (double)run.Uploads);

    internal Spread AllocatedPerGiB => Of(run => run.Allocated / (run.Uploads * (double)upload.Size / GiB));

    internal Spread? PeakMemory => _runs.All(run => run.PeakMemory is not null) ? Of(run => run.PeakMemory!.Value) : null;

    internal Spread TimePerUpload => Of(run => run.Seconds / run.Uploads);

    private Spread Of(Func<Run, double> measure) => Spread.Of(_runs.Select(measure));
}
