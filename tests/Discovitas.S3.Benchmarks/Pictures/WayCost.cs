namespace Discovitas.S3.Benchmarks.Pictures;

/// <summary>What it took to remove the metadata of one picture, and what came of it.</summary>
internal sealed record WayCost(double Milliseconds, double CpuMilliseconds, ReadOnlyMemory<byte> Cleaned);
