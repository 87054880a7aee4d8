namespace Discovitas.S3.Images.WebP;

/// <summary>The first byte of a VP8X chunk (RFC 9649, section 2.7).</summary>
internal static class WebPFlags
{
    internal const byte Animation = 0x02;
    internal const byte Xmp = 0x04;
    internal const byte Exif = 0x08;
    internal const byte Alpha = 0x10;
    internal const byte Profile = 0x20;
}
