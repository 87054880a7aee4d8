using Discovitas.S3.Images.Icc;
using Discovitas.S3.Images.Steps;

namespace Discovitas.S3.Images.Jpeg;

/// <summary>Follows a colour profile through its segments, of which the first holds the tag table.</summary>
internal sealed class JpegProfileCleaner
{
    private readonly IccStart _start = new();
    private byte[] _identifier = [];
    private int _number;
    private int _count;
    private int _segmentLength;
    private long _offset;

    /// <summary>Gets whether bytes of a segment were asked for.</summary>
    internal bool IsInside { get; private set; }

    /// <summary>Gets whether no segment is missing.</summary>
    internal bool IsComplete => _number == _count;

    /// <summary>
    /// Adds a segment's identifier or bytes of the first one, and returns how many bytes are needed next; null if this
    /// is no profile.
    /// </summary>
    internal int? Append(ReadOnlySpan<byte> bytes, int segmentLength)
    {
        if (!IsInside && !Begin(bytes, segmentLength))
        {
            return null;
        }

        if (_start.Mask is not null)
        {
            return 0;
        }

        var need = _start.Append(IsInside ? bytes : []);
        IsInside = need > 0;
        return need > segmentLength - JpegProfile.IdentifierLength - _start.Length ? null : need;
    }

    /// <summary>Returns what is done with the segment.</summary>
    /// <param name="head">Marker and length.</param>
    internal Step Segment(byte[] head)
    {
        var gathered = _offset == 0 ? _start.Masked() : [];
        var rest = _segmentLength - JpegProfile.IdentifierLength - gathered.Length;
        var offset = _offset + gathered.Length;
        _offset = offset + rest;
        return new()
        {
            Emit = (byte[])[.. head, .. _identifier, .. gathered],
            Copy = rest,
            Mask = _start.Mask,
            MaskOffset = offset,
        };
    }

    private bool Begin(ReadOnlySpan<byte> identifier, int segmentLength)
    {
        _number++;
        _count = _number == 1 ? identifier[13] : _count;
        _identifier = identifier.ToArray();
        _segmentLength = segmentLength;
        return identifier[12] == _number && identifier[13] == _count && _number <= _count;
    }
}
