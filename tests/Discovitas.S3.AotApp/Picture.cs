using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Discovitas.S3.AotApp;

/// <summary>PNGs of 3 × 2 pixels, which mean nothing.</summary>
internal static class Picture
{
    private const int Around = 57;

    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly byte[] Header = Chunk("IHDR", [0, 0, 0, 3, 0, 0, 0, 2, 8, 2, 0, 0, 0]);

    /// <summary>Gets a picture with a comment.</summary>
    internal static byte[] WithComment =>
    [
        .. Signature, .. Header, .. Chunk("tEXt", "Comment\0taken at home"u8), .. Chunk("IDAT", [1]),
        .. Chunk("IEND", []),
    ];

    /// <summary>Returns a picture without metadata.</summary>
    internal static byte[] OfSize(int bytes)
    {
        var pixels = new byte[bytes - Around];
        new Random(bytes).NextBytes(pixels);
        return [.. Signature, .. Header, .. Chunk("IDAT", pixels), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        var checksum = Crc32.HashToUInt32(chunk.AsSpan(4, data.Length + 4));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(data.Length + 8), checksum);
        return chunk;
    }
}
