using Discovitas.S3.Images.Steps;

namespace Discovitas.S3.Images.IsoBmff;

/// <summary>Blanks what belongs to no item that is kept. It is applied to bytes in their order.</summary>
internal sealed class ExtentMask : Mask
{
    private readonly List<(long Start, long End)> _extents = [];
    private int _next;

    /// <param name="extents">Where the kept items' data are, in any order; they may overlap.</param>
    internal ExtentMask(IEnumerable<(long Start, long End)> extents)
    {
        foreach (var (start, end) in extents.Order())
        {
            if (_extents.Count > 0 && start <= _extents[^1].End)
            {
                _extents[^1] = (_extents[^1].Start, Math.Max(end, _extents[^1].End));
            }
            else
            {
                _extents.Add((start, end));
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
        foreach (var (start, end) in _extents)
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
