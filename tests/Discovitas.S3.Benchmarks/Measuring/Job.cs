namespace Discovitas.S3.Benchmarks.Measuring;

/// <summary>What a worker is started for.</summary>
/// <param name="Client">Its name.</param>
/// <param name="Target">Where it uploads to.</param>
/// <param name="Size">The content's size in bytes.</param>
/// <param name="Concurrency">How many uploads at once.</param>
/// <param name="Folder">Where the files are.</param>
internal sealed record Job(string Client, Target Target, long Size, int Concurrency, string Folder);
