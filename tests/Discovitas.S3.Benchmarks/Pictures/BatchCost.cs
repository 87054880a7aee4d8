namespace Discovitas.S3.Benchmarks.Pictures;

/// <summary>What one upload took, on the average of a batch.</summary>
internal sealed record BatchCost(double CpuMilliseconds, double AllocatedKiB);
