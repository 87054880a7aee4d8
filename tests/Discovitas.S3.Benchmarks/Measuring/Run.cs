namespace Discovitas.S3.Benchmarks.Measuring;

/// <summary>What one run took.</summary>
/// <param name="Error">The exception's type, if it failed; then the rest is zero.</param>
/// <param name="Uploads">How many uploads it was.</param>
/// <param name="Seconds">How long they took together.</param>
/// <param name="CpuSeconds">Processor time of the whole process.</param>
/// <param name="Allocated">Managed memory, in bytes, whether or not it was freed.</param>
/// <param name="PeakMemory">Bytes above that of the same process after a few uploads of 1 KiB; null where the system
/// does not tell.</param>
/// <param name="P50">What half of the uploads took at most, in seconds.</param>
/// <param name="P99">What all but the slowest hundredth took at most, in seconds.</param>
internal sealed record Run(
    string? Error,
    int Uploads,
    double Seconds,
    double CpuSeconds,
    long Allocated,
    long? PeakMemory,
    double P50,
    double P99)
{
    internal static Run Failed(Exception failure) => new(failure.GetType().Name, 0, 0, 0, 0, null, 0, 0);
}
