using System.Buffers.Binary;

namespace Discovitas.S3.Images.Icc;

/// <summary>
/// The bytes of a tag that is kept, as they go by: its first ones tell how many it has (ICC.1:2022, section 10). What
/// is behind them, or of another type, is no colour.
/// </summary>
/// <param name="start">Where it begins.</param>
/// <param name="end">Where it ends, as the tag table has it.</param>
/// <param name="types">The types that it may have.</param>
internal sealed class IccElement(long start, long end, string[] types)
{
    // What tells the length of a table of type mft1 or mft2.
    private const int HeadLength = 52;
    private const int ShortHeadLength = HeadLength - 4;
    private const int TypeLength = 4;
    private const int TextAt = 8;
    private const int NumbersAt = 8;
    private const int MostWhole = 16;
    private const long Most = 1 << 24;

    private readonly byte[] _head = new byte[HeadLength];
    private int _held;
    private long? _textEnd;

    /// <summary>Gets where it begins.</summary>
    internal long Start { get; } = start;

    /// <summary>Gets where it ends, as the tag table has it.</summary>
    internal long End { get; } = end;

    /// <summary>Gets up to where its bytes are kept, as far as that is known.</summary>
    internal long KeptEnd { get; private set; } = start;

    /// <summary>Sees bytes that stand at an offset of the profile. They come in order.</summary>
    internal void Append(ReadOnlySpan<byte> bytes, long offset)
    {
        var from = Start + _held - offset;
        var to = Math.Min(Math.Min(Start + HeadLength, End) - offset, bytes.Length);
        if (from >= 0 && from < to)
        {
            bytes[(int)from..(int)to].CopyTo(_head.AsSpan(_held));
            _held += (int)(to - from);
            KeptEnd = Math.Min(End, Start + Length(_head.AsSpan(0, _held)));
        }

        FindEndOfText(bytes, offset);
    }

    private void FindEndOfText(ReadOnlySpan<byte> bytes, long offset)
    {
        var from = Math.Max(Start + TextAt - offset, 0);
        var to = Math.Min(End - offset, bytes.Length);
        if (_textEnd is null && from < to && _head.AsSpan(0, _held).StartsWith("text"u8))
        {
            var zero = bytes[(int)from..(int)to].IndexOf((byte)0);
            _textEnd = zero < 0 ? null : offset + from + zero + 1;
        }

        KeptEnd = Math.Min(KeptEnd, _textEnd ?? long.MaxValue);
    }

    private long Length(ReadOnlySpan<byte> head)
    {
        // Of another type, nothing is kept from the first letter that is another.
        var (type, known) = ("", 0);
        foreach (var one in types)
        {
            var length = PrefixLength(one, head);
            (type, known) = length > known ? (one, length) : (type, known);
        }

        return known < TypeLength ? known : type switch
        {
            "XYZ " => NumbersLength(head, 3),
            "sf32" => NumbersLength(head, 9),
            "cicp" => 12,
            "curv" => head.Length < 12 ? head.Length : 12 + (2L * BinaryPrimitives.ReadUInt32BigEndian(head[8..])),
            "para" => head.Length < 12 ? head.Length : ParametersLength(head[9]),
            "mft1" => head.Length < ShortHeadLength ? head.Length : TableLength(head, isWide: false),
            "mft2" => head.Length < HeadLength ? head.Length : TableLength(head, isWide: true),
            _ => long.MaxValue - Start,
        };
    }

    private static int PrefixLength(string type, ReadOnlySpan<byte> head)
    {
        var length = 0;
        while (length < Math.Min(TypeLength, head.Length) && head[length] == type[length])
        {
            length++;
        }

        return length;
    }

    // The numbers of a color are fractions, of 16 bits before the point: those of a text are larger than 16.
    private static int NumbersLength(ReadOnlySpan<byte> head, int count)
    {
        var end = NumbersAt + (4 * count);
        for (var at = NumbersAt; at < Math.Min(end, head.Length); at += 4)
        {
            if (head[at] is not (0 or byte.MaxValue))
            {
                return at;
            }

            var second = at + 1 < head.Length ? head[at + 1] : head[at];
            if (head[at] == 0 ? second >= MostWhole : second < byte.MaxValue - MostWhole)
            {
                return at + 1;
            }
        }

        return end;
    }

    private static int ParametersLength(byte function) =>
        12 + (4 * (function < 5 ? new[] { 1, 3, 4, 5, 7 }[function] : 0));

    // Curves, a table with as many dimensions as there are inputs, and curves.
    private static long TableLength(ReadOnlySpan<byte> head, bool isWide)
    {
        var (inputs, outputs, points) = (head[8], head[9], head[10]);
        var size = (long)outputs;
        for (var i = 0; i < inputs; i++)
        {
            size = Math.Min(Most, size * points);
        }

        return isWide
            ? HeadLength + (2 * (size
                + (inputs * BinaryPrimitives.ReadUInt16BigEndian(head[48..]))
                + (outputs * BinaryPrimitives.ReadUInt16BigEndian(head[50..]))))
            : ShortHeadLength + size + (256 * (inputs + outputs));
    }
}
