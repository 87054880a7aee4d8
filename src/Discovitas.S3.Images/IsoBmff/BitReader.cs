using System.Numerics;

namespace Discovitas.S3.Images.IsoBmff;

/// <summary>Reads the fields of a coded header, which have any number of bits, and not beyond its end.</summary>
/// <param name="bytes">The header.</param>
internal ref struct BitReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    /// <summary>Returns a number of up to 32 bits.</summary>
    internal uint Bits(int count)
    {
        HeifProblemException.Require(
            _position + count <= _bytes.Length * 8L, "the header of a coded picture has all of its fields");
        var number = 0U;
        for (var end = _position + count; _position < end; _position++)
        {
            number = (number << 1) | ((uint)(_bytes[_position / 8] >> (7 - (_position % 8))) & 1);
        }

        return number;
    }

    /// <summary>Tells whether the next bit is set.</summary>
    internal bool Flag() => Bits(1) == 1;

    /// <summary>Goes past bits.</summary>
    internal void Skip(int count)
    {
        for (; count > 0; count -= 32)
        {
            Bits(Math.Min(count, 32));
        }
    }

    /// <summary>Returns a number that has as many leading zeros as it needs, <c>ue(v)</c> and <c>uvlc()</c>.</summary>
    internal uint Variable()
    {
        var zeros = 0;
        while (!Flag())
        {
            zeros++;
        }

        HeifProblemException.Require(zeros < 32, "a number of a coded picture has at most 32 bits");
        return (1U << zeros) - 1 + Bits(zeros);
    }

    /// <summary>Returns how many bits a number has.</summary>
    internal static int LengthOf(uint number) => 32 - BitOperations.LeadingZeroCount(number);
}
