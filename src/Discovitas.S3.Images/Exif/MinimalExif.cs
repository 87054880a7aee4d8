namespace Discovitas.S3.Images.Exif;

/// <summary>EXIF data that holds the orientation and nothing else.</summary>
internal static class MinimalExif
{
    /// <summary>The bytes of it.</summary>
    internal const int Length = 26;

    /// <summary>Returns the data: a header, and a directory with one entry and no next directory.</summary>
    internal static byte[] Create(int orientation) =>
    [
        (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8,
        0, 1,
        0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0,
        0, 0, 0, 0,
    ];
}
