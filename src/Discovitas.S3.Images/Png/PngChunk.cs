using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Discovitas.S3.Images.Png;

/// <summary>The chunks that are kept (PNG, third edition, section 11), and chunks that we write.</summary>
internal static class PngChunk
{
    /// <summary>Tells whether a chunk changes what is shown.</summary>
    internal static bool IsShown(string type) => type is "PLTE" or "IDAT" or "tRNS" or "gAMA" or "cHRM" or "sRGB"
        or "cICP" or "mDCV" or "cLLI" or "sBIT" or "bKGD" or "pHYs" or "acTL" or "fcTL" or "fdAT";

    /// <summary>Tells whether a chunk that is shown may have so many bytes: what is longer would hide others.</summary>
    internal static bool CanHaveLength(string type, int length) => type switch
    {
        "PLTE" => length is > 0 and <= 768 && length % 3 == 0,
        "tRNS" => length <= 256,
        "sRGB" => length == 1,
        "gAMA" or "cICP" => length == 4,
        "sBIT" => length <= 4,
        "bKGD" => length <= 6,
        "cLLI" or "acTL" => length == 8,
        "pHYs" => length == 9,
        "mDCV" => length == 24,
        "fcTL" => length == 26,
        "cHRM" => length == 32,
        "fdAT" => length >= 4,
        _ => true,
    };

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
