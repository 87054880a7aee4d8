using Discovitas.S3.Diagnostics;

namespace Discovitas.S3.Housekeeping;

/// <summary>
/// Lets listeners observe the last measurement of one store until disposal: the folders with the most bytes, and all
/// other files together.
/// </summary>
internal sealed class StorageGauges(StoreContext store, HousekeepingOptions options) : IDisposable
{
    // No folder's name has parentheses.
    private const string Others = "(other)";

    private readonly StorageMeasurements _measurements = new(store);

    internal void Set(StorageUsage usage)
    {
        var start = string.IsNullOrEmpty(options.Folder) ? 0 : options.Folder.Length + 1;
        StorageMeasurement[] shown =
        [
            .. usage.Folders.Where(folder => !folder.Folder.AsSpan(start).Contains('/'))
                .OrderByDescending(folder => folder.Bytes)
                .Take(options.MaxMeasuredFolders)
                .Select(folder => new StorageMeasurement(folder.Folder, folder.Files, folder.Bytes)),
        ];
        var others = new StorageMeasurement(
            Others, usage.Files - shown.Sum(one => one.Files), usage.Bytes - shown.Sum(one => one.Bytes));
        _measurements.Values = [.. shown, others];
    }

    internal void Clear() => _measurements.Values = [];

    public void Dispose() => _measurements.Dispose();
}
