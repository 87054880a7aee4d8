using System.Buffers.Binary;

namespace Discovitas.S3.Images.Facts;

/// <summary>Tells formats by their first bytes.</summary>
internal static class FormatDetection
{
    /// <summary>The bytes that suffice for every format.</summary>
    internal const int Length = 12;

    /// <summary>Returns the format whose signature the bytes begin with.</summary>
    internal static ImageFormat Detect(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return ImageFormat.Jpeg;
        }

        if (start.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]))
        {
            return ImageFormat.Png;
        }

        if (start.StartsWith("GIF87a"u8) || start.StartsWith("GIF89a"u8))
        {
            return ImageFormat.Gif;
        }

        if (start.StartsWith("RIFF"u8) && start.Length >= Length && start[8..].StartsWith("WEBP"u8))
        {
            return ImageFormat.WebP;
        }

        return DetectOther(start);
    }

    private static ImageFormat DetectOther(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("II*\0"u8) || start.StartsWith("MM\0*"u8))
        {
            return ImageFormat.Tiff;
        }

        if (start.StartsWith("BM"u8))
        {
            return ImageFormat.Bmp;
        }

        if (start.Length < Length || !start[4..].StartsWith("ftyp"u8))
        {
            return ImageFormat.Unknown;
        }

        return BinaryPrimitives.ReadUInt32BigEndian(start[8..]) switch
        {
            0x61766966 or 0x61766973 => ImageFormat.Avif, // avif, avis
            // heic, heix, hevc, mif1, msf1
            0x68656963 or 0x68656978 or 0x68657663 or 0x6D696631 or 0x6D736631 => ImageFormat.Heic,
            _ => ImageFormat.Unknown,
        };
    }
}
