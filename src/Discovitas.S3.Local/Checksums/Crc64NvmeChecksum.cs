using System.Buffers.Binary;

namespace Discovitas.S3.Local.Checksums;

/// <summary>
/// CRC-64/NVME, computed from a table. The CRC-64 of System.IO.Hashing has another polynomial.
/// </summary>
internal sealed class Crc64NvmeChecksum : RunningChecksum
{
    private const ulong ReflectedPolynomial = 0x9A6C9329AC4BC9B5;
    private static readonly ulong[] Table = CreateTable();
    private ulong _crc = ulong.MaxValue;

    internal override void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = _crc;
        foreach (var one in bytes)
        {
            crc = Table[(byte)(crc ^ one)] ^ (crc >> 8);
        }

        _crc = crc;
    }

    internal override byte[] Finish()
    {
        var value = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(value, ~_crc);
        return value;
    }

    private static ulong[] CreateTable()
    {
        var table = new ulong[256];
        for (var index = 0; index < table.Length; index++)
        {
            var crc = (ulong)index;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ ReflectedPolynomial;
            }

            table[index] = crc;
        }

        return table;
    }
}
