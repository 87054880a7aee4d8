using Discovitas.S3.Images.Steps;

namespace Discovitas.S3.Images.IsoBmff;

/// <summary>Blanks what belongs to no item that is kept. It is applied to bytes in their order.</summary>
internal sealed class ExtentMask : Mask
{
    private readonly List<(long Start, long End, ItemData? Data)> _extents = [];
    private int _next;

    /// <param name="extents">Where the kept items' data are, in any order, and what looks at them.</param>
    internal ExtentMask(IEnumerable<(long Start, long End, ItemData? Data)> extents)
    {
        foreach (var (start, end, data) in extents.OrderBy(extent => (extent.Start, extent.End)))
        {
            if (_extents.Count > 0 && start <= _extents[^1].End && _extents[^1].Data is null && data is null)
            {
                _extents[^1] = (_extents[^1].Start, Math.Max(end, _extents[^1].End), null);
            }
            else
            {
                HeifProblemException.Reject(
                    _extents.Count > 0 && start < _extents[^1].End, "the data of its items overlap");
                _extents.Add((start, end, data));
            }
        }

        Missing = _extents.Sum(extent => extent.End - extent.Start);
    }

    /// <summary>Gets where the first extent begins; <see cref="long.MaxValue"/> where there is none.</summary>
    internal long Start => _extents.Count == 0 ? long.MaxValue : _extents[0].Start;

    /// <summary>Gets where the last extent ends; 0 where there is none.</summary>
    internal long End => _extents.Count == 0 ? 0 : _extents[^1].End;

    /// <summary>Gets how many bytes of the extents have not gone by.</summary>
    internal long Missing { get; private set; }

    /// <summary>Gets the rule that the data break; null if they break none.</summary>
    internal string? Problem { get; private set; }

    internal override void Apply(Span<byte> bytes, long offset)
    {
        var end = offset + bytes.Length;
        var blankFrom = offset;
        while (_next < _extents.Count && _extents[_next].Start < end)
        {
            var extent = _extents[_next];
            var keptFrom = Math.Max(blankFrom, extent.Start);
            var keptTo = Math.Max(keptFrom, Math.Min(end, extent.End));
            bytes[(int)(blankFrom - offset)..(int)(keptFrom - offset)].Clear();
            extent.Data?.Apply(bytes[(int)(keptFrom - offset)..(int)(keptTo - offset)]);
            Problem ??= extent.Data?.Problem;
            Missing -= keptTo - keptFrom;
            blankFrom = keptTo;
            if (extent.End > end)
            {
                break;
            }

            _next++;
        }

        bytes[(int)(blankFrom - offset)..].Clear();
    }

    /// <summary>Tells whether a byte is in both.</summary>
    internal bool Overlaps(ExtentMask other)
    {
        var at = 0;
        foreach (var (start, end, _) in _extents)
        {
            while (at < other._extents.Count && other._extents[at].End <= start)
            {
                at++;
            }

            if (at < other._extents.Count && other._extents[at].Start < end)
            {
                return true;
            }
        }

        return false;
    }
}
