namespace Discovitas.S3.Benchmarks.Forms;

/// <summary>What one form took.</summary>
/// <param name="Seconds">Until the answer.</param>
/// <param name="MemoryGrowth">The most memory of the app above that before, in bytes.</param>
/// <param name="TemporaryBytes">The most that was in its temporary files, in bytes.</param>
internal sealed record FormRun(double Seconds, long MemoryGrowth, long TemporaryBytes)
{
    internal double MiBPerSecond => FormPlan.Size / (double)FormPlan.MiB / Seconds;
}
