namespace Discovitas.S3.Images.IsoBmff;

/// <summary>
/// A picture of AV1 (AV1 Bitstream Specification, section 5.3). Sequence headers and frames stay. Messages and what
/// decoders ignore become padding.
/// </summary>
/// <param name="length">How many bytes the item has.</param>
/// <param name="shown">The size that the picture is said to have.</param>
internal sealed class Av1Data(long length, CodedSize shown) : ItemData(length)
{
    private const int Sequence = 1, Delimiter = 2, Padding = 15;
    private const int MostOfSequence = 512;

    // Up to four layers, each with a frame that is not shown by itself.
    private const int MostFrames = 8;
    private const int IsStill = 0x10;
    private const int HasSize = 2, HasExtension = 4;
    private const byte LastBits = 0x80;

    private readonly List<byte> _sequence = [];
    private Part _part = Part.Head;
    private int _type;
    private bool _isSized;
    private int _sizeBits;
    private long _unitLeft;
    private int _mostFrames = MostFrames;
    private int _frames;

    private enum Part
    {
        Head,
        Extension,
        Size,
        Content,
        Zeros,
    }

    private bool IsPadding => _type == Padding;

    protected override int Read(Span<byte> bytes)
    {
        switch (_part)
        {
            case Part.Head:
                OnHead(ref bytes[0]);
                return 1;
            case Part.Extension:
                // Three bits have no meaning.
                bytes[0] &= 0xF8;
                ToSize();
                return 1;
            case Part.Size:
                _unitLeft |= (bytes[0] & 0x7FL) << _sizeBits;
                _sizeBits += 7;
                HeifProblemException.Require(_sizeBits <= 56 && _unitLeft < Left, "a unit of AV1 is within its item");
                if (bytes[0] < 0x80)
                {
                    ToContent();
                }

                return 1;
            case Part.Content:
                return OnContent(bytes);
            default:
                bytes.Clear();
                return bytes.Length;
        }
    }

    protected override void End()
    {
        HeifProblemException.Require(
            _part is Part.Head or Part.Zeros && _frames > 0, "an item of AV1 has a frame, and ends with a unit");
    }

    private void OnHead(ref byte head)
    {
        HeifProblemException.Require(head < 0x80, "a unit of AV1 has a type");
        var type = (head >> 3) & 15;
        _isSized = (head & HasSize) != 0;

        // A sequence header, a delimiter, and frames with their headers and tiles.
        _type = type is 1 or 2 or 3 or 4 or 6 ? type : Padding;
        _frames += type is 3 or 6 ? 1 : 0;
        HeifProblemException.Require(_frames <= _mostFrames, "an item of AV1 has one picture");
        if (IsPadding && !_isSized)
        {
            (head, _part) = (0, Part.Zeros);
            return;
        }

        var hasExtension = (head & HasExtension) != 0;
        head = (byte)((_type << 3) | (head & (HasSize | HasExtension)));
        if (hasExtension)
        {
            _part = Part.Extension;
        }
        else
        {
            ToSize();
        }
    }

    // Without a size, a unit goes up to the end of the item. The byte that is read is still among those that are left.
    private void ToSize()
    {
        (_part, _sizeBits, _unitLeft) = (Part.Size, 0, 0);
        if (!_isSized)
        {
            _unitLeft = Left - 1;
            ToContent();
        }
    }

    private void ToContent()
    {
        HeifProblemException.Require(_type != Delimiter || _unitLeft == 0, "a delimiter of AV1 has no content");
        HeifProblemException.Require(
            _type != Sequence || _unitLeft is > 0 and <= MostOfSequence, "a sequence header of AV1 has its length");
        _sequence.Clear();
        _part = _unitLeft == 0 ? Part.Head : Part.Content;
    }

    private int OnContent(Span<byte> bytes)
    {
        var used = (int)Math.Min(bytes.Length, _unitLeft);
        _unitLeft -= used;
        if (IsPadding)
        {
            bytes[..used].Clear();
            bytes[used - 1] = _unitLeft == 0 ? LastBits : (byte)0;
        }

        if (_type == Sequence)
        {
            _sequence.AddRange(bytes[..used]);
        }

        if (_unitLeft == 0)
        {
            _part = Part.Head;
            OnUnit();
        }

        return used;
    }

    private void OnUnit()
    {
        if (_type == Sequence)
        {
            HeifProblemException.Require(
                CodedSize.FromAv1([.. _sequence]) == shown, "a picture has the size that its property ispe says");
            _mostFrames = (_sequence[0] & IsStill) == 0 ? MostFrames : 1;
        }
    }
}
