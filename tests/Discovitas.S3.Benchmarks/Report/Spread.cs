namespace Discovitas.S3.Benchmarks.Report;

/// <summary>The middle of several measurements, the least and the most.</summary>
internal readonly record struct Spread(double Median, double Min, double Max)
{
    internal static Spread From(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[^1]);
    }
}
