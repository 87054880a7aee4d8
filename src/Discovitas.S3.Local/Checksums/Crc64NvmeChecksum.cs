using System.Buffers.Binary;

namespace Discovitas.S3.Local.Checksums;

/// <summary>
/// CRC-64/NVME, computed eight bytes at a time from tables. The CRC-64 of System.IO.Hashing has another polynomial.
/// </summary>
internal sealed class Crc64NvmeChecksum : RunningChecksum
{
    private const ulong ReflectedPolynomial = 0x9A6C9329AC4BC9B5;
    private const int Row = 256;
    private static readonly ulong[] Table = CreateTable();
    private ulong _crc = ulong.MaxValue;

    internal override void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = _crc;
        var table = Table.AsSpan();
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            crc ^= BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            crc = table[(7 * Row) + (byte)crc]
                ^ table[(6 * Row) + (byte)(crc >> 8)]
                ^ table[(5 * Row) + (byte)(crc >> 16)]
                ^ table[(4 * Row) + (byte)(crc >> 24)]
                ^ table[(3 * Row) + (byte)(crc >> 32)]
                ^ table[(2 * Row) + (byte)(crc >> 40)]
                ^ table[Row + (byte)(crc >> 48)]
                ^ table[(byte)(crc >> 56)];
        }

        foreach (var one in bytes)
        {
            crc = table[(byte)(crc ^ one)] ^ (crc >> 8);
        }

        _crc = crc;
    }

    internal override byte[] Finish()
    {
        var value = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(value, ~_crc);
        return value;
    }

    /// <summary>Creates the table of a byte, and those of a byte followed by one to seven zero bytes.</summary>
    private static ulong[] CreateTable()
    {
        var table = new ulong[sizeof(ulong) * Row];
        for (var index = 0; index < Row; index++)
        {
            var crc = (ulong)index;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ ReflectedPolynomial;
            }

            table[index] = crc;
        }

        for (var index = Row; index < table.Length; index++)
        {
            var shorter = table[index - Row];
            table[index] = table[(byte)shorter] ^ (shorter >> 8);
        }

        return table;
    }
}
