using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Discovitas.S3.Images.Facts;
using Discovitas.S3.Images.Steps;

namespace Discovitas.S3.Images.IsoBmff;

/// <summary>
/// Keeps of a HEIC or AVIF the items that show its picture. What describes the items comes first and is written again,
/// as long as it was; of their data, what belongs to other items becomes zeros. The file ends with the last byte of
/// the picture.
/// </summary>
/// <param name="format">The format.</param>
internal sealed class HeifCleaner(ImageFormat format) : StepMachine(format)
{
    /// <summary>The most bytes that are held: up to the end of the description.</summary>
    internal const int MostHeld = 256 * 1024;

    private const int HeadLength = 8;

    private readonly BlankMask _blank = new();
    private readonly List<byte> _held = [];
    private readonly List<byte> _cleaned = [];
    private ExtentMask? _extents;
    private Part _part = Part.Begin;
    private byte[] _head = [];
    private string _type = "";
    private long _start;
    private long _size;
    private int _missing;
    private bool _isChanged;

    private enum Part
    {
        Begin,
        Head,
        LongHead,
        Content,
        Box,
    }

    private long ContentLength => _size - _head.Length;

    internal override Step Next(ReadOnlySpan<byte> bytes)
    {
        if (_extents is null)
        {
            _held.AddRange(bytes);
        }

        try
        {
            return Advance(bytes);
        }
        catch (HeifProblemException problem) when (!problem.IsBroken)
        {
            return new() { Unsupported = problem.Message, Emit = _isChanged ? default : _held.ToArray() };
        }
        catch (HeifProblemException problem)
        {
            throw Broken(problem.Message);
        }
    }

    private Step Advance(ReadOnlySpan<byte> bytes)
    {
        switch (_part)
        {
            case Part.Begin or Part.Box:
                return ToBox(default);
            case Part.Head:
                _head = bytes.ToArray();
                _type = Encoding.Latin1.GetString(bytes[4..]);
                _size = BinaryPrimitives.ReadUInt32BigEndian(bytes);
                _part = _size == 1 ? Part.LongHead : _part;
                return _size == 1 ? new() { Need = HeadLength } : OnHead();
            case Part.LongHead:
                _head = [.. _head, .. bytes];
                _size = BinaryPrimitives.ReadInt64BigEndian(bytes);
                return OnHead();
            default:
                _missing -= bytes.Length;
                return _missing > 0 ? ToContent() : OnContent();
        }
    }

    private Step ToBox(Step step)
    {
        if (_extents is not null && _start >= _extents.End)
        {
            Require(_extents.Missing == 0, "the data of its picture are in boxes mdat");
            return step with { IsEnd = true };
        }

        _part = Part.Head;
        return step with { Need = HeadLength };
    }

    private Step ToContent()
    {
        _part = Part.Content;
        return new() { Need = Math.Min(_missing, MostNeeded) };
    }

    // A box without a size goes up to the end of the file: only the picture's data may do so.
    private Step OnHead()
    {
        if (_size == 0 && _type == "mdat")
        {
            _size = long.MaxValue - _start;
        }

        Require(_size >= _head.Length && _size <= long.MaxValue - _start, "a box is not shorter than its head");
        return _extents is null ? OnDescription() : OnData();
    }

    private Step OnDescription()
    {
        HeifProblemException.Reject(_type is "moov" or "moof", "it is a sequence of pictures");
        HeifProblemException.Reject(_type is "mdat", "its data come before what describes them");
        var isHeld = _held.Count + ContentLength <= MostHeld;
        HeifProblemException.Reject(
            !isHeld && _type is "meta" or "ftyp", $"what describes it has more than {MostHeld} bytes");
        if (isHeld)
        {
            _missing = (int)ContentLength;
            return _missing > 0 ? ToContent() : OnContent();
        }

        byte[] emitted = [.. _cleaned, .. HeadOf("free", _size)];
        _held.Clear();
        _cleaned.Clear();
        _isChanged = true;
        return ToBoxAfter(new() { Emit = emitted, Copy = ContentLength, Mask = _blank });
    }

    private Step OnContent()
    {
        ReadOnlyMemory<byte> content = CollectionsMarshal.AsSpan(_held)[^(int)ContentLength..].ToArray();
        switch (_type)
        {
            case "ftyp":
                _cleaned.AddRange([.. HeadOf(_type, _size), .. HeifBrands.Clean(content.Span)]);
                break;
            case "meta":
                return OnMeta(new(content));
            default:
                _cleaned.AddRange([.. HeadOf("free", _size), .. new byte[content.Length]]);
                break;
        }

        return ToBoxAfter(default);
    }

    private Step OnMeta(HeifMeta meta)
    {
        _cleaned.AddRange([.. HeadOf(_type, _size), .. meta.Clean((int)ContentLength)]);
        Require(meta.Extents.Start >= _start + _size, "the data of an item follow what describes it");
        _extents = meta.Extents;
        return ToBoxAfter(new() { Emit = _cleaned.ToArray() });
    }

    private Step OnData()
    {
        if (_type != "mdat")
        {
            return ToBoxAfter(new() { Emit = HeadOf("free", _size), Copy = ContentLength, Mask = _blank });
        }

        // What follows the picture is left out.
        var contentStart = _start + _head.Length;
        _size = Math.Min(_size, Math.Max(_extents!.End - _start, _head.Length));
        return ToBoxAfter(new()
        {
            Emit = HeadOf(_type, _size),
            Copy = ContentLength,
            Mask = _extents,
            MaskOffset = contentStart,
        });
    }

    // The next call comes when the step is done.
    private Step ToBoxAfter(Step step)
    {
        _start += _size;
        _part = Part.Box;
        return step;
    }

    private byte[] HeadOf(string type, long size)
    {
        byte[] head = [.. _head[..4], .. Encoding.Latin1.GetBytes(type), .. _head[HeadLength..]];
        if (head.Length > HeadLength)
        {
            BinaryPrimitives.WriteInt64BigEndian(head.AsSpan(HeadLength), size);
        }
        else
        {
            // Only a box up to the end of the file can be longer than its head has room for.
            BinaryPrimitives.WriteUInt32BigEndian(head, size > uint.MaxValue ? 0 : (uint)size);
        }

        return head;
    }
}
