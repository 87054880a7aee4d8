using System.Buffers.Binary;

namespace Discovitas.S3.Images.Facts;

/// <summary>Tells formats by their first bytes.</summary>
internal static class FormatDetection
{
    /// <summary>The bytes that tell a format, but for those that have a list of what they are.</summary>
    internal const int Length = 12;

    /// <summary>The bytes that tell every format. Files have up to about 12 brands.</summary>
    internal const int MostLength = 256;

    /// <summary>Returns how many bytes suffice, by the first ones.</summary>
    /// <param name="start">At least <see cref="Length"/> bytes.</param>
    internal static int LengthFor(ReadOnlySpan<byte> start) =>
        start[4..].StartsWith("ftyp"u8) ? BrandsLength(start) : Length;

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

        return DetectBrands(start[..Math.Min(start.Length, BrandsLength(start))]);
    }

    private static int BrandsLength(ReadOnlySpan<byte> start) =>
        (int)Math.Clamp(BinaryPrimitives.ReadUInt32BigEndian(start), Length, MostLength);

    // The major brand tells; after it and a version come those that the file is compatible with.
    private static ImageFormat DetectBrands(ReadOnlySpan<byte> start)
    {
        var isHeif = false;
        for (var at = 8; at + 4 <= start.Length; at += at == 8 ? 8 : 4)
        {
            switch (BinaryPrimitives.ReadUInt32BigEndian(start[at..]))
            {
                case 0x61766966 or 0x61766973: // avif, avis
                    return ImageFormat.Avif;
                case 0x68656963 or 0x68656978: // heic, heix
                case 0x68656973 or 0x6865696D: // heis, heim
                case 0x68657663 or 0x68657678: // hevc, hevx
                case 0x6865766D or 0x68657673: // hevm, hevs
                    return ImageFormat.Heic;
                case 0x6D696631 or 0x6D696632 or 0x6D736631: // mif1, mif2, msf1
                    isHeif = true;
                    break;
            }
        }

        return isHeif ? ImageFormat.Heic : ImageFormat.Unknown;
    }
}
