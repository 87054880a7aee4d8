using System.Buffers.Binary;
using System.IO.Hashing;
using NetVips;

namespace Discovitas.S3.Benchmarks.Pictures;

/// <summary>A picture of any length, of which only its first and last bytes are in memory.</summary>
internal sealed class EndlessPicture(byte[] start, long length, byte[] end) : ReadOnlyStream
{
    private const int PngHeaderEnd = 33;
    private const int PngEndLength = 12;
    private const byte Filling = 0x12;

    private long _position;

    private long Total => start.Length + length + end.Length;

    /// <summary>Returns a JPEG or a PNG, with so many bytes of compressed pixels.</summary>
    internal static EndlessPicture Create(string format, int length)
    {
        using var picture = Image.Black(64, 64);
        if (format == "jpeg")
        {
            var jpeg = picture.JpegsaveBuffer();
            return new(jpeg[..^2], length, jpeg[^2..]);
        }

        var png = picture.PngsaveBuffer();
        var size = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, length);
        return new(
            [.. png[..PngHeaderEnd], .. size, .. "IDAT"u8], length, [.. Checksum(length), .. png[^PngEndLength..]]);
    }

    private static byte[] Checksum(int length)
    {
        var piece = new byte[1 << 20];
        piece.AsSpan().Fill(Filling);
        var crc32 = new Crc32();
        crc32.Append("IDAT"u8);
        for (var left = length; left > 0; left -= piece.Length)
        {
            crc32.Append(piece.AsSpan(0, Math.Min(left, piece.Length)));
        }

        var checksum = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(checksum, crc32.GetCurrentHashAsUInt32());
        return checksum;
    }

    public override int Read(Span<byte> buffer)
    {
        var count = (int)Math.Min(buffer.Length, Total - _position);
        buffer = buffer[..count];
        buffer.Fill(Filling);
        Copy(start, 0, buffer);
        Copy(end, start.Length + length, buffer);
        _position += count;
        return count;
    }

    // What of the bytes, which stand at an offset, belongs into the buffer, which stands at the position.
    private void Copy(byte[] bytes, long offset, Span<byte> buffer)
    {
        var from = Math.Max(offset, _position);
        var to = Math.Min(offset + bytes.Length, _position + buffer.Length);
        if (from < to)
        {
            bytes.AsSpan((int)(from - offset), (int)(to - from)).CopyTo(buffer[(int)(from - _position)..]);
        }
    }
}
