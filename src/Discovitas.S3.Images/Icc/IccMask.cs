using System.Buffers.Binary;
using Discovitas.S3.Images.Steps;

namespace Discovitas.S3.Images.Icc;

/// <summary>
/// Blanks in an ICC profile (ICC.1:2022, section 7) what does not change a colour: descriptions, names of makers and
/// models, calibration and private tags, and bytes that no tag points to. Its length and its tag table stay.
/// </summary>
internal sealed class IccMask : Mask
{
    /// <summary>The profile's header and the count of its tags.</summary>
    internal const int HeadLength = 132;

    /// <summary>The most tags: profiles of today have about 20.</summary>
    internal const int MostTags = 100;

    /// <summary>The bytes of a tag's entry in the table.</summary>
    internal const int EntryLength = 12;

    // What fits into the segments of a JPEG.
    private const uint MostBytes = 1 << 24;
    private const int DateAt = 24;
    private const int DescriptionLength = 16;

    private readonly List<(long Start, byte[] Bytes)> _patches = [];
    private readonly List<(long Start, long End)> _blanks = [];

    private IccMask(ReadOnlySpan<byte> head, int tags)
    {
        // Date and time; module and platform; maker, model and own attributes of the device; creator, the checksum of
        // the profile as it was, and what is reserved: version 5 has spectra there, which no browser shows.
        _patches.Add((DateAt, [0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]));
        _blanks.AddRange([(4, 8), (40, 44), (48, 60), (80, 128)]);
        var tableEnd = HeadLength + (tags * EntryLength);
        List<(long Start, long End)> kept = [(0, tableEnd)];
        List<(long Start, long End, bool IsDescription)> texts = [];
        for (var i = 0; i < tags; i++)
        {
            var entry = head.Slice(HeadLength + (i * EntryLength), EntryLength);
            var start = (long)BinaryPrimitives.ReadUInt32BigEndian(entry[4..]);
            var size = (long)BinaryPrimitives.ReadUInt32BigEndian(entry[8..]);
            if (IccTags.MostBytes(entry[..4]) is { } most)
            {
                kept.Add((start, start + Math.Min(size, most)));
            }
            else if (IccTags.IsText(entry[..4]) && start >= tableEnd)
            {
                texts.Add((start, start + size, entry.StartsWith("desc"u8) && size >= DescriptionLength));
            }
        }

        BlankAllBut(kept);
        BlankTexts(texts, kept, isVersion4: head[8] >= 4);
    }

    /// <summary>Returns how many bytes of a profile's start hold its tag table; null if it is no table.</summary>
    /// <param name="head">The first <see cref="HeadLength"/> bytes.</param>
    internal static int? TableEnd(ReadOnlySpan<byte> head)
    {
        var tags = BinaryPrimitives.ReadUInt32BigEndian(head[(HeadLength - 4)..]);
        return head[36..].StartsWith("acsp"u8) && tags <= MostTags ? HeadLength + ((int)tags * EntryLength) : null;
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
            var end = BinaryPrimitives.ReadUInt32BigEndian(head[(at + 4)..])
                + (long)BinaryPrimitives.ReadUInt32BigEndian(head[(at + 8)..]);
            areWithin &= end <= size;
        }

        return areWithin ? new(head, (head.Length - HeadLength) / EntryLength) : null;
    }

    internal override void Apply(Span<byte> bytes, long offset)
    {
        foreach (var (start, end) in _blanks)
        {
            var from = Math.Clamp(start - offset, 0, bytes.Length);
            var to = Math.Clamp(end - offset, 0, bytes.Length);
            bytes[(int)from..(int)to].Clear();
        }

        foreach (var (start, patch) in _patches)
        {
            var from = Math.Clamp(start - offset, 0, bytes.Length);
            var to = Math.Clamp(start + patch.Length - offset, 0, bytes.Length);
            if (from < to)
            {
                patch.AsSpan((int)(from + offset - start), (int)(to - from)).CopyTo(bytes[(int)from..]);
            }
        }
    }

    private void BlankAllBut(List<(long Start, long End)> kept)
    {
        kept.Sort();
        var blankFrom = 0L;
        foreach (var (start, end) in kept)
        {
            if (start > blankFrom)
            {
                _blanks.Add((blankFrom, start));
            }

            blankFrom = Math.Max(blankFrom, end);
        }

        _blanks.Add((blankFrom, long.MaxValue));
    }

    // A text goes also where the size of a colour reaches into it, but not if the two are one and the same.
    private void BlankTexts(
        List<(long Start, long End, bool IsDescription)> texts, List<(long Start, long End)> kept, bool isVersion4)
    {
        foreach (var (start, end, isDescription) in texts.Where(text => !kept.Contains((text.Start, text.End))))
        {
            _blanks.Add((start, end));
            if (isDescription)
            {
                _patches.Add((start, IccTags.EmptyDescription(isVersion4)));
            }
        }
    }
}
