namespace Discovitas.S3.Images.Jpeg;

/// <summary>The second byte of JPEG's markers (ITU-T T.81, table B.1).</summary>
internal static class JpegMarker
{
    internal const byte Fill = 0xFF;
    internal const byte HuffmanTables = 0xC4;
    internal const byte Arithmetic = 0xCC;
    internal const byte Restart0 = 0xD0;
    internal const byte Restart7 = 0xD7;
    internal const byte Start = 0xD8;
    internal const byte End = 0xD9;
    internal const byte Scan = 0xDA;
    internal const byte QuantizationTables = 0xDB;
    internal const byte LineCount = 0xDC;
    internal const byte RestartInterval = 0xDD;
    internal const byte App0 = 0xE0;
    internal const byte App1 = 0xE1;
    internal const byte App2 = 0xE2;
    internal const byte App14 = 0xEE;
    internal const byte App15 = 0xEF;
    internal const byte Comment = 0xFE;

    /// <summary>Tells whether a marker begins a frame: SOF0 to SOF15, without what else has these numbers.</summary>
    internal static bool IsFrame(byte marker) =>
        marker is >= 0xC0 and <= 0xCF and not (HuffmanTables or 0xC8 or Arithmetic);

    /// <summary>Tells whether a marker's segment holds what decoders calculate with.</summary>
    internal static bool IsTable(byte marker) =>
        marker is HuffmanTables or Arithmetic or QuantizationTables or RestartInterval;

    /// <summary>Tells whether a marker's segment is left to applications.</summary>
    internal static bool IsForApplications(byte marker) => marker is (>= App0 and <= App15) or Comment;
}
