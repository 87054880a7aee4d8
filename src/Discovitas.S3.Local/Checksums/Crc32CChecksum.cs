using System.Buffers.Binary;
using System.Numerics;

namespace Discovitas.S3.Local.Checksums;

/// <summary>CRC-32C (Castagnoli), computed by the processor's own instruction if it has one.</summary>
internal sealed class Crc32CChecksum : RunningChecksum
{
    private uint _crc = uint.MaxValue;

    internal override void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = _crc;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var one in bytes)
        {
            crc = BitOperations.Crc32C(crc, one);
        }

        _crc = crc;
    }

    internal override byte[] Finish()
    {
        var value = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(value, ~_crc);
        return value;
    }
}
