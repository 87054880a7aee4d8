namespace Discovitas.S3.Images.Jpeg;

/// <summary>A colour profile in segments of a JPEG (ICC.1:2022, annex B.4).</summary>
internal static class JpegProfile
{
    /// <summary>The name, and the number and count of the segments.</summary>
    internal const int IdentifierLength = 14;

    /// <summary>Tells whether a segment begins as a part of a profile.</summary>
    internal static bool IsProfile(ReadOnlySpan<byte> bytes) => bytes.StartsWith("ICC_PROFILE\0"u8);
}
