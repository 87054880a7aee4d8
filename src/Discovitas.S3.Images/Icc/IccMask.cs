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
    private readonly List<IccElement> _elements;
    private readonly byte[] _emptyDescription;
    private readonly (long Start, long End) _description;

    private IccMask(ReadOnlySpan<byte> head)
    {
        var tags = Kept(head);
        _start = new byte[head.Length];
        IccHeader.Cleaned(head).CopyTo(_start, 0);
        BinaryPrimitives.WriteInt32BigEndian(_start.AsSpan(HeadLength - 4), tags.Count);
        var tableAt = HeadLength;
        foreach (var tag in tags)
        {
            head.Slice(tag.EntryAt, EntryLength).CopyTo(_start.AsSpan(tableAt));
            tableAt += EntryLength;
        }

        _elements = [.. tags.Where(tag => tag.Types is not null).OrderBy(tag => tag.Start)
            .Select(tag => new IccElement(tag.Start, tag.End, tag.Types!))];
        _description = tags.Where(tag => tag.Types is null && !_elements.Exists(tag.IsSame))
            .Select(tag => (tag.Start, tag.End)).FirstOrDefault();
        _emptyDescription = IccTags.EmptyDescription(isVersion4: head[8] >= 4);
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

    // Of several tags with one signature, decoders take the first. Tags may share their data, but one that begins
    // within others could not be blanked without them.
    private static List<Tag> Kept(ReadOnlySpan<byte> head)
    {
        List<Tag> tags = [];
        HashSet<string> names = [];
        for (var at = HeadLength; at < head.Length; at += EntryLength)
        {
            var entry = head.Slice(at, EntryLength);
            var name = Encoding.Latin1.GetString(entry[..4]);
            var types = IccTags.TypesOf(name);
            if (StartOf(entry) >= head.Length && names.Add(name) && (types is not null || name == "desc"))
            {
                tags.Add(new(at, StartOf(entry), StartOf(entry) + SizeOf(entry), types));
            }
        }

        List<Tag> kept = [];
        foreach (var tag in tags.OrderBy(tag => tag.Start))
        {
            var last = kept.LastOrDefault();
            if (last is null || tag.Start >= last.End || (tag.Start == last.Start && tag.End == last.End))
            {
                kept.Add(tag);
            }
        }

        return [.. kept.OrderBy(tag => tag.EntryAt)];
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

    // Without types, it is the description.
    private sealed record Tag(int EntryAt, long Start, long End, string[]? Types)
    {
        internal bool IsSame(IccElement element) => (element.Start, element.End) == (Start, End);
    }
}
