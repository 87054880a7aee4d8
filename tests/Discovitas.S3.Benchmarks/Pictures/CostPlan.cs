namespace Discovitas.S3.Benchmarks.Pictures;

/// <summary>So many uploads in a batch, and so many batches of each kind.</summary>
internal sealed record CostPlan(int Uploads, int Rounds);
