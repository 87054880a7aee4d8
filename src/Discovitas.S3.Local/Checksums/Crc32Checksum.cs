using System.Buffers.Binary;
using System.IO.Hashing;

namespace Discovitas.S3.Local.Checksums;

/// <summary>CRC-32, computed by vector instructions.</summary>
internal sealed class Crc32Checksum : RunningChecksum
{
    private readonly Crc32 _crc = new();

    internal override void Append(ReadOnlySpan<byte> bytes) => _crc.Append(bytes);

    internal override byte[] Finish()
    {
        var value = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(value, _crc.GetCurrentHashAsUInt32());
        return value;
    }
}
