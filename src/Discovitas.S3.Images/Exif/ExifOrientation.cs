using System.Buffers.Binary;
using Discovitas.S3.Images.Steps;

namespace Discovitas.S3.Images.Exif;

/// <summary>
/// Finds the orientation in EXIF data as it goes by: in the first directory, which the header tells the place of (TIFF
/// 6.0, section 2). It only goes forward, keeps 12 bytes, and takes what it cannot read for "not turned".
/// </summary>
internal sealed class ExifOrientation : Watcher
{
    private const int HeaderLength = 8;
    private const int EntryLength = 12;
    private const ushort OrientationTag = 0x0112;
    private const ushort ShortType = 3;

    private readonly byte[] _gathered = new byte[EntryLength];
    private Part _part = Part.Header;
    private int _have;
    private int _need = HeaderLength;
    private long _skip;
    private int _entries;
    private bool _isLittleEndian;

    private enum Part
    {
        Header,
        Count,
        Entry,
        Over,
    }

    /// <summary>Gets the orientation: 1 to 8, and 1 if none was found.</summary>
    internal int Value { get; private set; } = 1;

    /// <summary>Gets whether the data has a TIFF header.</summary>
    internal bool IsExif { get; private set; }

    /// <summary>Gets whether JPEG's identifier stands before the header.</summary>
    internal bool IsIdentified { get; private set; }

    internal override void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && _part != Part.Over)
        {
            if (_skip > 0)
            {
                var skipped = (int)Math.Min(_skip, bytes.Length);
                _skip -= skipped;
                bytes = bytes[skipped..];
                continue;
            }

            var taken = Math.Min(_need - _have, bytes.Length);
            bytes[..taken].CopyTo(_gathered.AsSpan(_have));
            bytes = bytes[taken..];
            _have += taken;
            if (_have == _need)
            {
                _have = 0;
                Next();
            }
        }
    }

    private void Next()
    {
        switch (_part)
        {
            case Part.Header:
                ReadHeader();
                break;
            case Part.Count:
                _entries = UInt16(0);
                Await(_entries == 0 ? Part.Over : Part.Entry, EntryLength);
                break;
            default:
                ReadEntry();
                break;
        }
    }

    // JPEG has an identifier before the header, and some writers of WebP put it there as well.
    private void ReadHeader()
    {
        if (_gathered.AsSpan().StartsWith("Exif\0\0"u8))
        {
            _gathered.AsSpan(6, 2).CopyTo(_gathered);
            _have = 2;
            IsIdentified = true;
            return;
        }

        _isLittleEndian = _gathered[0] == 'I';
        IsExif = _gathered.AsSpan().StartsWith("II*\0"u8) || _gathered.AsSpan().StartsWith("MM\0*"u8);
        _skip = UInt32(4) - (long)HeaderLength;
        Await(IsExif && _skip >= 0 ? Part.Count : Part.Over, 2);
    }

    private void ReadEntry()
    {
        if (UInt16(0) == OrientationTag)
        {
            var value = UInt16(8);
            var isValid = UInt16(2) == ShortType && UInt32(4) == 1 && value is >= 1 and <= 8;
            Value = isValid ? value : 1;
            _part = Part.Over;
        }
        else if (--_entries == 0)
        {
            _part = Part.Over;
        }
    }

    private void Await(Part part, int need) => (_part, _need) = (part, need);

    private ushort UInt16(int at) => _isLittleEndian
        ? BinaryPrimitives.ReadUInt16LittleEndian(_gathered.AsSpan(at))
        : BinaryPrimitives.ReadUInt16BigEndian(_gathered.AsSpan(at));

    private uint UInt32(int at) => _isLittleEndian
        ? BinaryPrimitives.ReadUInt32LittleEndian(_gathered.AsSpan(at))
        : BinaryPrimitives.ReadUInt32BigEndian(_gathered.AsSpan(at));
}
