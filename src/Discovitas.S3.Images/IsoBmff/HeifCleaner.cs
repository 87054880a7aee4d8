using System.Runtime.InteropServices;
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

    private const string Filler = "free";

    private readonly BlankMask _blank = new();
    private readonly List<byte> _held = [];
    private readonly List<byte> _cleaned = [];
    private ExtentMask? _extents;
    private Part _part = Part.Box;
    private BoxHead _head;
    private long _start;
    private int _missing;
    private bool _isChanged;

    private enum Part
    {
        Box,
        Head,
        LongSize,
        Content,
    }

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
            return new() { Unsupported = problem.Message, Emit = _held.ToArray(), IsEnd = _isChanged };
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
            case Part.Box:
                return ToBox();
            case Part.Head:
                _head = BoxHead.From(bytes);
                _part = _head.Size == 1 ? Part.LongSize : _part;
                return _head.Size == 1 ? new() { Need = BoxHead.LongSizeLength } : OnHead();
            case Part.LongSize:
                _head = _head.WithLongSize(bytes);
                return OnHead();
            default:
                _missing -= bytes.Length;
                return _missing > 0 ? ToContent() : OnContent();
        }
    }

    private Step ToBox()
    {
        if (_extents is { Problem: { } rule })
        {
            throw Broken(rule);
        }

        if (_extents is not null && _start >= _extents.End)
        {
            Require(_extents.Missing == 0, "the data of its picture are in boxes mdat");
            return Step.Done;
        }

        _part = Part.Head;
        return new() { Need = BoxHead.ShortLength };
    }

    // The next call comes when the step is done.
    private Step AfterBox(Step step)
    {
        _start += _head.Size;
        _part = Part.Box;
        return step;
    }

    private Step ToContent()
    {
        _part = Part.Content;
        return new() { Need = Math.Min(_missing, MostNeeded) };
    }

    // A box without a size goes up to the end of the file: only the picture's data may do so.
    private Step OnHead()
    {
        var most = long.MaxValue - _start;
        _head = _head is { Type: "mdat", Size: 0 } ? _head with { Size = most } : _head;
        Require(_head.Size >= _head.Length && _head.Size <= most, "a box is not shorter than its head");
        return _extents is null ? OnDescription() : OnData();
    }

    private Step OnDescription()
    {
        HeifProblemException.Reject(_head.Type is "moov" or "moof", "it is a sequence of pictures");
        HeifProblemException.Reject(_head.Type is "mini", "its description is of the short kind");
        HeifProblemException.Reject(_head.Type is "mdat", "its data come before what describes them");
        var isHeld = _held.Count + _head.ContentLength <= MostHeld;
        HeifProblemException.Reject(
            !isHeld && _head.Type is "meta" or "ftyp", $"what describes it has more than {MostHeld} bytes");
        if (isHeld)
        {
            _missing = (int)_head.ContentLength;
            return _missing > 0 ? ToContent() : OnContent();
        }

        byte[] emitted = [.. _cleaned, .. (_head with { Type = Filler }).ToArray()];
        _held.Clear();
        _cleaned.Clear();
        _isChanged = true;
        return AfterBox(new() { Emit = emitted, Copy = _head.ContentLength, Mask = _blank });
    }

    private Step OnContent()
    {
        var content = CollectionsMarshal.AsSpan(_held)[^(int)_head.ContentLength..].ToArray();
        switch (_head.Type)
        {
            case "ftyp":
                _cleaned.AddRange([.. _head.ToArray(), .. HeifBrands.Clean(content)]);
                break;
            case "meta":
                return OnMeta(new(content));
            default:
                _cleaned.AddRange([.. (_head with { Type = Filler }).ToArray(), .. new byte[content.Length]]);
                break;
        }

        return AfterBox(default);
    }

    private Step OnMeta(HeifMeta meta)
    {
        Require(meta.Extents.Start >= _start + _head.Size, "the data of an item follow what describes it");
        _extents = meta.Extents;
        return AfterBox(new()
        {
            Emit = (byte[])[.. _cleaned, .. _head.ToArray(), .. meta.Clean((int)_head.ContentLength)],
        });
    }

    private Step OnData()
    {
        if (_head.Type != "mdat")
        {
            return AfterBox(new()
            {
                Emit = (_head with { Type = Filler }).ToArray(),
                Copy = _head.ContentLength,
                Mask = _blank,
            });
        }

        // What follows the picture is left out.
        _head = _head with { Size = Math.Min(_head.Size, Math.Max(_extents!.End - _start, _head.Length)) };
        return AfterBox(new()
        {
            Emit = _head.ToArray(),
            Copy = _head.ContentLength,
            Mask = _extents,
            MaskOffset = _start + _head.Length,
        });
    }
}
