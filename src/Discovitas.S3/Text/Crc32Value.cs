using System.Buffers.Binary;

namespace Discovitas.S3.Text;

/// <summary>
/// CRC-32 (IEEE 802.3) as S3 writes it, and the CRC-32 of two byte ranges together: a CRC is linear, so appending n
/// bytes multiplies the first checksum by x^8n modulo the polynomial. The checksum of a whole file thus costs nothing
/// beyond those of its parts.
/// </summary>
internal static class Crc32Value
{
    // The polynomial of CRC-32 with reversed bits, as in the checksum.
    private const uint Polynomial = 0xEDB88320;
    private const uint One = 0x80000000;

    /// <summary>Returns base64 of the four bytes in big-endian order, as in <c>x-amz-checksum-crc32</c>.</summary>
    internal static string ToBase64(uint crc32)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, crc32);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Returns what <see cref="ToBase64"/> has made text of.</summary>
    /// <exception cref="ArgumentException">The text is no such checksum.</exception>
    internal static uint Parse(string? text)
    {
        Span<byte> bytes = stackalloc byte[4];
        return text is { Length: 8 } && Convert.TryFromBase64String(text, bytes, out var count) && count == 4
            ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
            : throw new ArgumentException("The file has no CRC-32 in ChecksumCrc32. Pass what StoreAsync returned.");
    }

    /// <summary>
    /// Returns a checksum that covers the whole object, or null: that of a multipart upload may be one of the parts'
    /// checksums ("…-3").
    /// </summary>
    internal static string? Whole(string? crc32) =>
        crc32?.Contains('-', StringComparison.Ordinal) == false ? crc32 : null;

    /// <summary>Returns the checksum of two byte ranges, one after the other.</summary>
    internal static uint Combine(uint first, uint second, long secondLength) =>
        Multiply(PowerOfX(secondLength * 8), first) ^ second;

    // x^n modulo the polynomial, by squaring.
    private static uint PowerOfX(long n)
    {
        var power = One;
        var square = One >> 1;
        for (; n > 0; n >>= 1)
        {
            if ((n & 1) == 1)
            {
                power = Multiply(square, power);
            }

            square = Multiply(square, square);
        }

        return power;
    }

    // Product of two polynomials over GF(2), modulo the polynomial; the highest bit is the constant term.
    private static uint Multiply(uint a, uint b)
    {
        uint product = 0;
        for (var bit = One; bit != 0; bit >>= 1)
        {
            if ((a & bit) != 0)
            {
                product ^= b;
            }

            b = (b & 1) != 0 ? (b >> 1) ^ Polynomial : b >> 1;
        }

        return product;
    }
}
