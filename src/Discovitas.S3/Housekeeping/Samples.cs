namespace Discovitas.S3.Housekeeping;

/// <summary>Counts all, and keeps the first of them.</summary>
internal sealed class Samples<T>(int limit)
{
    private readonly List<T> _kept = [];

    internal long Count { get; private set; }

    internal IReadOnlyList<T> Kept => _kept;

    internal void Add(T item)
    {
        Count++;
        if (_kept.Count < limit)
        {
            _kept.Add(item);
        }
    }
}
