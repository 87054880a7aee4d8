using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Discovitas.S3.Images.Png;

/// <summary>Chunks that we write.</summary>
internal static class PngChunk
{
    /// <summary>Returns a chunk with its length and checksum.</summary>
    internal static byte[] Create(string type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        var checksum = Crc32.HashToUInt32(chunk.AsSpan(4, data.Length + 4));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), checksum);
        return chunk;
    }
}
