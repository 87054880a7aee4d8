namespace Discovitas.S3.Images.IsoBmff;

/// <summary>
/// A picture of HEVC: units behind their lengths (ISO/IEC 14496-15, section 8.3; ITU-T H.265, section 7.4.2.2). The
/// units of one picture stay. Messages become filler messages, and what decoders ignore becomes filler.
/// </summary>
/// <param name="length">How many bytes the item has.</param>
/// <param name="prefixLength">The bytes of a length.</param>
internal sealed class HevcData(long length, int prefixLength) : ItemData(length)
{
    private const byte MessageType = 3, NoBytes = 0, LastBits = 0x80, AnySlices = 0x50;
    private const int HeadLength = 2;

    private int _prefix;
    private long _unitLength;
    private long _at;
    private Kind _kind;
    private bool _hasPicture;

    private enum Kind
    {
        Slice,
        Message,
        Delimiter,
        End,
        Filler,
    }

    protected override int Read(Span<byte> bytes)
    {
        if (_prefix < prefixLength)
        {
            _unitLength = (_unitLength << 8) | bytes[0];
            if (++_prefix == prefixLength)
            {
                HeifProblemException.Require(
                    _unitLength >= HeadLength && _unitLength < Left, "a unit of HEVC ends within its picture");
            }

            return 1;
        }

        var used = _at <= HeadLength ? 1 : (int)Math.Min(bytes.Length, _unitLength - _at);
        OnUnit(bytes[..used]);
        _at += used;
        if (_at == _unitLength)
        {
            (_prefix, _unitLength, _at) = (0, 0, 0);
        }

        return used;
    }

    protected override void End() => HeifProblemException.Require(
        _prefix == 0 && _hasPicture, "an item of HEVC has a picture, and ends with a unit");

    private void OnUnit(Span<byte> bytes)
    {
        switch (_at)
        {
            case 0:
                OnType(ref bytes[0]);
                break;
            case 1:
                HeifProblemException.Require(
                    _kind != Kind.Slice || bytes[0] is > 0 and < 8, "a picture of HEVC has one layer");
                bytes[0] = _kind == Kind.Slice ? bytes[0] : (byte)1;
                break;
            case HeadLength when _kind == Kind.Slice:
                // The first bit tells that a picture begins.
                HeifProblemException.Require(
                    (bytes[0] & 0x80) != 0 != _hasPicture, "an item of HEVC has one picture");
                _hasPicture = true;
                break;
            default:
                for (var i = 0; _kind != Kind.Slice && i < bytes.Length; i++)
                {
                    bytes[i] = Filler(_at + i - HeadLength);
                }

                break;
        }
    }

    private void OnType(ref byte head)
    {
        var type = head >> 1;
        HeifProblemException.Require(head < 0x80, "a unit of HEVC has a type");
        HeifProblemException.Require(type is not (< 10 or 32 or 33 or 34),
            "an item of HEVC has pictures that are coded by themselves, and no parameter sets");
        _kind = type switch
        {
            >= 16 and <= 21 => Kind.Slice,
            39 or 40 => Kind.Message,
            35 => Kind.Delimiter,
            36 or 37 => Kind.End,
            _ => Kind.Filler,
        };
        var isRight = _kind switch
        {
            Kind.Slice => _unitLength > HeadLength && (head & 1) == 0,
            Kind.Message => _unitLength >= HeadLength + 3,
            Kind.Delimiter => _unitLength == HeadLength + 1,
            Kind.End => _unitLength == HeadLength,
            _ => true,
        };
        HeifProblemException.Require(isRight, "a unit of HEVC has its length");
        head = (byte)((_kind == Kind.Filler ? 38 : type) << 1);
    }

    // Messages without bytes, and one of one byte where their number is odd; the last bits.
    private byte Filler(long at)
    {
        var count = _unitLength - HeadLength - 1;
        var isOdd = count % 2 == 1;
        return (_kind, at) switch
        {
            (Kind.Delimiter, _) => AnySlices,
            _ when at == count => LastBits,
            (Kind.Filler, _) => byte.MaxValue,
            (_, 1) when isOdd => 1,
            (_, 2) when isOdd => byte.MaxValue,
            _ => (at % 2 == 1) == (isOdd && at > 2) ? MessageType : NoBytes,
        };
    }
}
