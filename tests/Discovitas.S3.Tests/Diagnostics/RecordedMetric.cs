using System.Globalization;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace Discovitas.S3.Tests.Diagnostics;

/// <summary>What one instrument has measured for one bucket: the meter is the whole process's.</summary>
internal sealed class RecordedMetric<T>(string name, string bucket) : IDisposable
    where T : struct
{
    private readonly MetricCollector<T> _collector = new(null, "Discovitas.S3", name);

    internal string? Unit => _collector.Instrument?.Unit;

    internal string? Kind => _collector.Instrument?.GetType().Name;

    internal IReadOnlyList<CollectedMeasurement<T>> Measured =>
        [
            .. _collector.GetMeasurementSnapshot()
            .Where(measurement => Equals(measurement.Tags["aws.s3.bucket"], bucket)),
        ];

    /// <summary>
    /// The only measurement, with its tags but for the bucket's: <c>5 discovitas.s3.outcome=stored</c>.
    /// </summary>
    internal string Only()
    {
        var only = Measured.Should().ContainSingle().Which;
        return string.Join(' ', [Convert.ToString(only.Value, CultureInfo.InvariantCulture)!, .. Tags(only)]);
    }

    internal static IEnumerable<string> Tags(CollectedMeasurement<T> measurement) =>
        measurement.Tags.Where(tag => tag.Key != "aws.s3.bucket").OrderBy(tag => tag.Key, StringComparer.Ordinal)
            .Select(tag => $"{tag.Key}={tag.Value}");

    /// <summary>What an observable instrument shows now: the values by a tag, <c>a=1, b=2</c>.</summary>
    internal string Observe(string tag)
    {
        _collector.Clear();
        _collector.RecordObservableInstruments();
        return string.Join(", ", Measured.Select(one => $"{one.Tags[tag]}={one.Value}").Order(StringComparer.Ordinal));
    }

    public void Dispose() => _collector.Dispose();
}
