using System.Buffers.Binary;
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

    private static readonly uint Description = IccTags.Signature("desc");

    private readonly byte[] _start;
    private readonly List<IccElement> _elements = [];
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
            if (tag.Types is not null)
            {
                _elements.Add(new(tag.Start, tag.End, tag.Types));
            }
        }

        _elements.Sort(static (one, other) => one.Start.CompareTo(other.Start));
        var described = tags.Find(static tag => tag.Types is null);
        _description = _elements.Exists(described.IsSame) ? default : (described.Start, described.End);
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
        for (var at = HeadLength; at < head.Length; at += EntryLength)
        {
            var entry = head.Slice(at, EntryLength);
            var name = BinaryPrimitives.ReadUInt32BigEndian(entry);
            var types = IccTags.TypesOf(name);
            if (StartOf(entry) >= head.Length && (types is not null || name == Description)
                && !tags.Exists(tag => tag.Name == name))
            {
                tags.Add(new(name, at, StartOf(entry), StartOf(entry) + SizeOf(entry), types));
            }
        }

        tags.Sort(static (one, other) => (one.Start, one.EntryAt).CompareTo((other.Start, other.EntryAt)));
        var last = default(Tag);
        tags.RemoveAll(tag =>
        {
            var isWithin = tag.Start < last.End && (tag.Start != last.Start || tag.End != last.End);
            last = isWithin ? last : tag;
            return isWithin;
        });
        tags.Sort(static (one, other) => one.EntryAt.CompareTo(other.EntryAt));
        return tags;
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
    private readonly record struct Tag(uint Name, int EntryAt, long Start, long End, string[]? Types)
    {
        internal bool IsSame(IccElement element) => (element.Start, element.End) == (Start, End);
    }
}
