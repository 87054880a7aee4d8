using System.Buffers.Binary;
using System.Text;
using Discovitas.S3.Images.Facts;
using Discovitas.S3.Images.Steps;

namespace Discovitas.S3.Images.WebP;

/// <summary>Goes from chunk to chunk, and into frames (RFC 9649, section 2).</summary>
internal abstract class WebPChunks() : StepMachine(ImageFormat.WebP)
{
    /// <summary>The chunks of the three kinds of file.</summary>
    protected const string Extended = "VP8X", Lossy = "VP8 ", Lossless = "VP8L", Frame = "ANMF", Metadata = "EXIF";

    /// <summary>The bytes of an extended file's first chunk, and of a frame before its own chunks.</summary>
    protected const int ExtendedLength = 10, FrameLength = 16;

    /// <summary>The bytes of a chunk's type and length.</summary>
    protected const int HeadLength = 8;

    private const int FileHeadLength = 12;

    private readonly byte[] _type = new byte[4];
    private Part _part = Part.Begin;
    private long _left;
    private long _leftInFrame;
    private bool _hasFirst;

    private enum Part
    {
        Begin,
        FileHead,
        Chunk,
        Head,
        Data,
    }

    /// <summary>Gets the four characters of the chunk.</summary>
    protected string Type { get; private set; } = "";

    /// <summary>Gets the length that the chunk states.</summary>
    protected uint Stated { get; private set; }

    /// <summary>Gets the length of the chunk in the file: even.</summary>
    protected long Length { get; private set; }

    /// <summary>Gets whether the chunk is inside of a frame.</summary>
    protected bool IsInFrame { get; private set; }

    internal override Step Next(ReadOnlySpan<byte> bytes)
    {
        switch (_part)
        {
            case Part.Begin:
                _part = Part.FileHead;
                return new() { Need = FileHeadLength };
            case Part.FileHead:
                // The size counts what follows it, so also the four bytes of "WEBP".
                _left = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) - 4L;
                Require(_left >= HeadLength && _left % 2 == 0, "its size is even and has room for a chunk");
                return OnFileHead(bytes);
            case Part.Chunk when _left == 0:
                return OnEnd();
            case Part.Chunk:
                _part = Part.Head;
                return new() { Need = HeadLength };
            case Part.Head:
                return OnHead(bytes);
            default:
                return OnData(bytes);
        }
    }

    /// <summary>Follows the file's head.</summary>
    protected abstract Step OnFileHead(ReadOnlySpan<byte> bytes);

    /// <summary>Follows a chunk's type and length.</summary>
    protected abstract Step OnChunk();

    /// <summary>Follows bytes of a chunk that were asked for.</summary>
    protected abstract Step OnData(ReadOnlySpan<byte> bytes);

    /// <summary>Follows the last chunk.</summary>
    protected abstract Step OnEnd();

    /// <summary>Goes on to the next chunk, after what the step does.</summary>
    protected Step ToChunk(Step step)
    {
        _part = Part.Chunk;
        return step;
    }

    /// <summary>Goes on to bytes of the chunk, after what the step does.</summary>
    protected Step ToData(Step step, int need)
    {
        _part = Part.Data;
        return step with { Need = need };
    }

    private Step OnHead(ReadOnlySpan<byte> bytes)
    {
        SetType(bytes[.._type.Length]);
        Stated = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        Length = Stated + (long)(Stated & 1);
        IsInFrame = _leftInFrame > 0;
        Require(Length <= (IsInFrame ? _leftInFrame : _left) - HeadLength, "a chunk ends before what it is in");
        Require(_hasFirst || Type is Extended or Lossy or Lossless, "the first chunk is VP8, VP8L or VP8X");
        Require(!_hasFirst || Type != Extended, "there is one VP8X chunk");
        Require(Type != Extended || Stated == ExtendedLength, "a VP8X chunk has 10 bytes");
        _hasFirst = true;
        if (Type == Frame)
        {
            Require(!IsInFrame && Length >= FrameLength, "a frame has at least 16 bytes and is in no other");
            _left -= HeadLength + FrameLength;
            _leftInFrame = Length - FrameLength;
            return OnChunk();
        }

        _left -= HeadLength + Length;
        _leftInFrame -= IsInFrame ? HeadLength + Length : 0;
        Require(_leftInFrame is 0 or >= HeadLength, "a frame has room for its chunks");
        return OnChunk();
    }

    // Most chunks are of the type of the one before, of which there may be millions.
    private void SetType(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.SequenceEqual(_type))
        {
            bytes.CopyTo(_type);
            Type = Encoding.Latin1.GetString(bytes);
        }
    }
}
