using Amazon.S3.Model;

namespace Discovitas.S3.Housekeeping;

/// <summary>Reports the progress of a listing, once for each thousand objects and at the end.</summary>
internal sealed class ListingProgress(IProgress<HousekeepingProgress>? listener)
{
    private const int Step = 1000;

    private long _objects;
    private long _bytes;

    internal void Add(S3Object found)
    {
        _bytes += found.Size ?? 0;
        if (++_objects % Step == 0)
        {
            Report();
        }
    }

    internal void Finish()
    {
        if (_objects % Step != 0)
        {
            Report();
        }
    }

    private void Report() => listener?.Report(new HousekeepingProgress { Objects = _objects, Bytes = _bytes });
}
