using static Discovitas.S3.Images.Tests.Support.Bytes;

namespace Discovitas.S3.Images.Tests.Support.Matrix;

/// <summary>Puts extensions into a GIF.</summary>
internal static class GifMetadata
{
    /// <summary>Puts extensions behind the screen and its colours.</summary>
    internal static byte[] Add(byte[] file, byte[] extensions)
    {
        var start = 13 + (file[10] < 0x80 ? 0 : 3 << ((file[10] & 7) + 1));
        byte[] version = [.. "GIF89a"u8];
        return [.. version, .. file[6..start], .. extensions, .. file[start..]];
    }

    /// <summary>Puts extensions before the end, which is the last byte of the file.</summary>
    internal static byte[] AddLate(byte[] file, byte[] extensions)
    {
        var end = Array.LastIndexOf(file, (byte)0x3B);
        return [.. file[..end], .. extensions, .. file[end..]];
    }

    /// <summary>Puts in what applications write, and extensions that nobody knows.</summary>
    internal static byte[] AddApplications(byte[] file) => Add(file,
    [
        .. Extension(0xFF, TextOf("ICCRGBG1012"), TextOf(Secret)),
        .. Extension(0xFF, TextOf("MGK8BIM0000"), TextOf(Secret)),
        .. Extension(0xFF, TextOf("ImageMagick"), TextOf($"gamma={Secret}")),
        .. Extension(0x01, new byte[12], TextOf(Secret)),
        .. Extension(0xCE, TextOf(Secret)),
        .. Extension(0xFE, TextOf(Secret), TextOf(Secret)),
    ]);
}
