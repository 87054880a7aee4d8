using System.Buffers.Binary;
using System.Text;
using Discovitas.S3.Images.Steps;

namespace Discovitas.S3.Images.Icc;

/// <summary>
/// Blanks in an ICC profile (ICC.1:2022, section 7) what does not change a colour: descriptions, names of makers and
/// models, measurements, calibration and private tags, and bytes that belong to no tag. Its length stays, and so do the
/// places of the tags that are kept; the others are taken out of the tag table.
/// </summary>
internal sealed class IccMask : Mask
{
    /// <summary>The profile's header and the count of its tags.</summary>
    internal const int HeadLength = 132;

    /// <summary>The most tags: profiles of today have about 20.</summary>
    internal const int MostTags = 100;

    // What fits into the segments of a JPEG.
    private const uint MostBytes = 1 << 24;
    private const int EntryLength = 12;
    private const int ReservedAt = 4;
    private const int ReservedLength = 4;
    private const int DescriptionLength = 16;

    private readonly byte[] _start;
    private readonly List<IccElement> _elements = [];
    private readonly byte[] _emptyDescription;
    private (long Start, long End) _description;

    private IccMask(ReadOnlySpan<byte> head)
    {
        List<byte> table = [];
        HashSet<string> tags = [];
        for (var at = HeadLength; at < head.Length; at += EntryLength)
        {
            // Of several tags with one signature, decoders take the first.
            var entry = head.Slice(at, EntryLength);
            var tag = Encoding.Latin1.GetString(entry[..4]);
            if (StartOf(entry) >= head.Length && tags.Add(tag) && Add(tag, entry))
            {
                table.AddRange(entry);
            }
        }

        _start = new byte[head.Length];
        IccHeader.Cleaned(head).CopyTo(_start, 0);
        BinaryPrimitives.WriteInt32BigEndian(_start.AsSpan(HeadLength - 4), table.Count / EntryLength);
        table.CopyTo(_start, HeadLength);
        _elements.Sort((one, other) => one.Start.CompareTo(other.Start));
        _emptyDescription = IccTags.EmptyDescription(isVersion4: head[8] >= 4);

        // A text goes also where the size of a colour reaches into it, but not if the two are one and the same.
        _description = _elements.Exists(one => (one.Start, one.End) == _description) ? default : _description;
    }

    /// <summary>Returns how many bytes of a profile's start hold its tag table; null if it is no table.</summary>
    /// <param name="head">The first <see cref="HeadLength"/> bytes.</param>
    internal static int? TableEnd(ReadOnlySpan<byte> head)
    {
        var tags = BinaryPrimitives.ReadUInt32BigEndian(head[(HeadLength - 4)..]);
        return IccHeader.IsValid(head) && tags <= MostTags ? HeadLength + ((int)tags * EntryLength) : null;
    }

    /// <summary>
    /// Reads the tag table; null if a tag is not within the profile, as browsers and libpng check it.
    /// </summary>
    /// <param name="head">The profile up to <see cref="TableEnd"/>.</param>
    internal static IccMask? From(ReadOnlySpan<byte> head)
    {
        var size = BinaryPrimitives.ReadUInt32BigEndian(head);
        var areWithin = size <= MostBytes;
        for (var at = HeadLength; at < head.Length; at += EntryLength)
        {
            var entry = head.Slice(at, EntryLength);
            areWithin &= StartOf(entry) + SizeOf(entry) <= size;
        }

        return areWithin ? new(head) : null;
    }

    /// <summary>Changes bytes, which come in order: those of a tag tell how many of them are kept.</summary>
    internal override void Apply(Span<byte> bytes, long offset)
    {
        foreach (var element in _elements)
        {
            element.Append(bytes, offset);
        }

        var blankFrom = 0L;
        foreach (var element in _elements)
        {
            Blank(bytes, offset, blankFrom, element.Start);
            Blank(bytes, offset, element.Start + ReservedAt, element.Start + ReservedAt + ReservedLength);
            blankFrom = Math.Max(blankFrom, element.KeptEnd);
        }

        Blank(bytes, offset, blankFrom, long.MaxValue);
        Blank(bytes, offset, _description.Start, _description.End);
        if (_description.End - _description.Start >= DescriptionLength)
        {
            Write(bytes, offset, _description.Start, _emptyDescription);
        }

        Write(bytes, offset, 0, _start);
    }

    private bool Add(string tag, ReadOnlySpan<byte> entry)
    {
        var (start, end) = (StartOf(entry), StartOf(entry) + SizeOf(entry));
        if (IccTags.TypesOf(tag) is { } types)
        {
            _elements.Add(new(start, end, types));
            return true;
        }

        _description = tag == "desc" ? (start, end) : _description;
        return tag == "desc";
    }

    private static long StartOf(ReadOnlySpan<byte> entry) => BinaryPrimitives.ReadUInt32BigEndian(entry[4..]);

    private static long SizeOf(ReadOnlySpan<byte> entry) => BinaryPrimitives.ReadUInt32BigEndian(entry[8..]);

    private static void Blank(Span<byte> bytes, long offset, long start, long end)
    {
        var from = (int)Math.Clamp(start - offset, 0, bytes.Length);
        var to = (int)Math.Clamp(end - offset, 0, bytes.Length);
        bytes[from..Math.Max(from, to)].Clear();
    }

    private static void Write(Span<byte> bytes, long offset, long start, byte[] own)
    {
        var from = Math.Clamp(start - offset, 0, bytes.Length);
        var to = Math.Clamp(start + own.Length - offset, 0, bytes.Length);
        if (from < to)
        {
            own.AsSpan((int)(from + offset - start), (int)(to - from)).CopyTo(bytes[(int)from..]);
        }
    }
}
