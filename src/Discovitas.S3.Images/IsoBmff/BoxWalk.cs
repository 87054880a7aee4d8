using System.Buffers.Binary;
using System.Text;
using Discovitas.S3.Images.Facts;
using Discovitas.S3.Images.Steps;

namespace Discovitas.S3.Images.IsoBmff;

/// <summary>
/// Goes from box to box, and into boxes that hold others, to a fixed depth (ISO/IEC 14496-12, section 4.2).
/// </summary>
/// <param name="format">The format.</param>
internal abstract class BoxWalk(ImageFormat format) : StepMachine(format)
{
    private const int MostDepth = 8;
    private const int HeadLength = 8;

    private readonly Stack<(string Type, long End)> _around = new([("", long.MaxValue)]);
    private long _position;
    private Part _part = Part.Begin;

    private enum Part
    {
        Begin,
        Head,
        LongSize,
        Content,
    }

    /// <summary>Gets the four characters of the box.</summary>
    protected string Type { get; private set; } = "";

    /// <summary>Gets the four characters of the box that this one is in; nothing where it is in none.</summary>
    protected string Around => _around.Peek().Type;

    /// <summary>Gets how much of the box has not been read.</summary>
    protected long Left => End - _position;

    private long End { get; set; }

    internal override Step Next(ReadOnlySpan<byte> bytes)
    {
        _position += bytes.Length;
        switch (_part)
        {
            case Part.Begin:
                return ToBox();
            case Part.Head:
                return OnHead(bytes);
            case Part.LongSize:
                var size = BinaryPrimitives.ReadInt64BigEndian(bytes);
                Require(size >= HeadLength + bytes.Length, "a box is not shorter than its head");
                return OnSize(size - bytes.Length);
            default:
                return OnContent(bytes);
        }
    }

    /// <summary>Follows the head of a box.</summary>
    protected abstract Step OnBox();

    /// <summary>Follows bytes of a box that were asked for.</summary>
    protected abstract Step OnContent(ReadOnlySpan<byte> bytes);

    /// <summary>Leaves the rest of the box out, and goes on to the next.</summary>
    protected Step ToBox()
    {
        var skip = Math.Max(0, Left);
        _position += skip;
        while (_position == _around.Peek().End)
        {
            _around.Pop();
        }

        _part = Part.Head;
        return new() { Skip = skip, Need = HeadLength };
    }

    /// <summary>Goes on to the first box inside of this one.</summary>
    /// <param name="before">The bytes of the box that are before it.</param>
    protected Step ToInner(int before)
    {
        Require(_around.Count <= MostDepth, "boxes are not nested deeper than 8");
        Require(Left >= before, "a box is not shorter than its head");
        _around.Push((Type, End));
        End = _position + before;
        return ToBox();
    }

    /// <summary>Goes on to bytes of the box.</summary>
    protected Step ToContent(int need)
    {
        Require(need <= Left, $"a box {Type} has {need} bytes");
        _part = Part.Content;
        return new() { Need = need };
    }

    private Step OnHead(ReadOnlySpan<byte> bytes)
    {
        Type = Encoding.Latin1.GetString(bytes[4..]);
        var size = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        if (size == 1)
        {
            _part = Part.LongSize;
            return new() { Need = sizeof(long) };
        }

        Require(size >= HeadLength, "a box that is needed is followed by others, and not shorter than its head");
        return OnSize(size);
    }

    private Step OnSize(long size)
    {
        var left = size - HeadLength;
        Require(left <= _around.Peek().End - _position, "a box ends before the one that it is in");
        End = _position + left;
        return OnBox();
    }
}
