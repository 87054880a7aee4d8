namespace Discovitas.S3.Benchmarks.Report;

/// <summary>What the runs of one client come to.</summary>
internal sealed class Summary(Participant participant, UploadCase upload)
{
    private const double GiB = 1024d * 1024 * 1024;

    private readonly IReadOnlyList<Run> _runs = participant.Runs;

    internal string Client => participant.Client;

    internal string? Error => participant.Error;

    internal Spread UploadsPerSecond => Measure(run => run.Uploads / run.Seconds);

    internal Spread BytesPerSecond => Measure(run => run.Uploads * (double)upload.Size / run.Seconds);

    internal Spread P50 => Measure(run => run.P50);

    internal Spread P99 => Measure(run => run.P99);

    internal Spread CpuPerUpload => Measure(run => run.CpuSeconds / run.Uploads);

    internal Spread CpuPerGiB => Measure(run => run.CpuSeconds / (run.Uploads * (double)upload.Size / GiB));

    internal Spread AllocatedPerUpload => Measure(run => run.Allocated / (double)run.Uploads);

    internal Spread AllocatedPerGiB => Measure(run => run.Allocated / (run.Uploads * (double)upload.Size / GiB));

    internal Spread? PeakMemory =>
        _runs.All(run => run.PeakMemory is not null) ? Measure(run => run.PeakMemory!.Value) : null;

    internal Spread TimePerUpload => Measure(run => run.Seconds / run.Uploads);

    private Spread Measure(Func<Run, double> measure) => Spread.From(_runs.Select(measure));
}
