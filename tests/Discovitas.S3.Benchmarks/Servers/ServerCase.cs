namespace Discovitas.S3.Benchmarks.Servers;

/// <summary>Objects of one size, written and read one after the other.</summary>
internal sealed record ServerCase(string Name, int Size, int Requests)
{
    private const int KiB = 1024;

    internal static readonly ServerCase[] All =
    [
        new("1 KiB", KiB, 500), new("1 MiB", KiB * KiB, 60), new("256 MiB", 256 * KiB * KiB, 2),
    ];
}
