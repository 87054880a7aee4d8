namespace Discovitas.S3.Benchmarks.Measuring;

/// <summary>So many bytes, so many at once, so many uploads in one run.</summary>
internal sealed record UploadCase(string SizeName, long Size, int Concurrency, int Uploads)
{
    private const long KiB = 1024;
    private const long MiB = 1024 * KiB;

    /// <summary>A file so small that what counts is one upload and not its bytes.</summary>
    internal const long SmallSize = MiB;

    internal static IReadOnlyList<UploadCase> All { get; } =
    [
        new("1KiB", KiB, 1, 2000),
        new("1KiB", KiB, 16, 4000),
        new("1KiB", KiB, 64, 4000),
        new("100KiB", 100 * KiB, 1, 1000),
        new("100KiB", 100 * KiB, 16, 2000),
        new("100KiB", 100 * KiB, 64, 2000),
        new("8MiB", 8 * MiB, 1, 32),
        new("64MiB", 64 * MiB, 1, 8),
        new("1GiB", 1024 * MiB, 1, 1),
    ];

    internal string Name => $"{SizeName}@{Concurrency}";

    internal bool IsSmall => Size < SmallSize;
}
