using System.Globalization;

namespace Discovitas.S3.FaultTests.Chaos;

/// <summary>What has become of the uploads so far.</summary>
internal sealed class ChaosCounts
{
    private int _uploads;
    private int _failures;
    private int _open;

    internal int Uploads => Volatile.Read(ref _uploads);

    internal void Add(bool succeeded, bool isOpen)
    {
        Interlocked.Increment(ref _uploads);
        Interlocked.Add(ref _failures, succeeded ? 0 : 1);
        Interlocked.Add(ref _open, isOpen ? 1 : 0);
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{_uploads} uploads, {_uploads - _failures} stored, "
            + $"{_failures} failed and left nothing but for {_open} open");
}
