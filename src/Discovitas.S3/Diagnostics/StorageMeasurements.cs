using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Discovitas.S3.Diagnostics;

/// <summary>The last measurement of one store, which listeners observe until disposal; none before the first.</summary>
internal sealed class StorageMeasurements : IDisposable
{
    private static readonly ConcurrentDictionary<StorageMeasurements, StoreContext> All = new();

    static StorageMeasurements() => Telemetry.ObserveStorage(
        () => Observe(one => one.Files), () => Observe(one => one.Bytes));

    internal StorageMeasurements(StoreContext store) => All[this] = store;

    /// <summary>Gets or sets what was measured; empty for nothing.</summary>
    internal IReadOnlyList<StorageMeasurement> Values { get; set; } = [];

    public void Dispose() => All.TryRemove(this, out _);

    private static IEnumerable<Measurement<long>> Observe(Func<StorageMeasurement, long> value) =>
        from measured in All
        from one in measured.Key.Values
        select new Measurement<long>(value(one), Telemetry.FolderTags(measured.Value, one.Folder));
}
