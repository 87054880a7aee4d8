namespace Discovitas.S3.Images.IsoBmff;

/// <summary>Reads the fields of a box that is in memory, one after the other and not beyond its end.</summary>
/// <param name="bytes">What the box holds.</param>
internal ref struct BoxReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    /// <summary>Gets how many bytes have not been read.</summary>
    internal readonly int Left => _bytes.Length - _position;

    /// <summary>Returns the bytes that come next.</summary>
    internal ReadOnlySpan<byte> Take(int count)
    {
        HeifProblemException.Require(count <= Left, "a box has all of its fields");
        _position += count;
        return _bytes.Slice(_position - count, count);
    }

    /// <summary>Returns a number of up to eight bytes; 0 for a field of no bytes.</summary>
    internal ulong Long(int length)
    {
        var number = 0UL;
        foreach (var value in Take(length))
        {
            number = (number << 8) | value;
        }

        return number;
    }

    /// <summary>Returns a number of up to four bytes.</summary>
    internal uint Number(int length) => (uint)Long(length);
}
