namespace Discovitas.S3.Images.Jpeg;

/// <summary>
/// The segments that decoders calculate with (ITU-T T.81, annexes B.2.3 and B.2.4). Each has exactly the bytes that its
/// content takes: what is longer could hide anything behind it, and decoders reject it as well.
/// </summary>
internal static class JpegTables
{
    /// <summary>The most bytes of a segment: four tables of 17 bytes and 17 values, and four of 17 and 256.</summary>
    internal const int MostBytes = 1228;

    private const int CountsLength = 16;
    private const int MostValues = 256;
    private const int MostDifferences = 16;
    private const int Coefficients = 64;

    /// <summary>Tells tables apart: a later one of the same number replaces the one before.</summary>
    /// <param name="marker">The marker of its segment.</param>
    /// <param name="first">The first byte of the table.</param>
    internal static int NumberOf(byte marker, byte first) => marker switch
    {
        JpegMarker.QuantizationTables => (marker << 8) | (first & 0x0F),
        JpegMarker.RestartInterval => marker << 8,
        _ => (marker << 8) | first,
    };

    /// <summary>Returns how many bytes the first of the tables takes; null if it is none.</summary>
    internal static int? LengthOf(byte marker, ReadOnlySpan<byte> bytes) => marker switch
    {
        JpegMarker.QuantizationTables => QuantizationLength(bytes[0]),
        JpegMarker.HuffmanTables => HuffmanLength(bytes),
        JpegMarker.Arithmetic => IsNumber(bytes[0]) ? 2 : null,
        _ => bytes.Length == 2 ? 2 : null,
    };

    /// <summary>Tells whether a scan's header is as long as its components need.</summary>
    internal static bool IsScan(ReadOnlySpan<byte> content) =>
        content[0] is >= 1 and <= JpegFrame.MostComponents && content.Length == 4 + (2 * content[0]);

    private static bool IsNumber(byte first) => first is <= 0x03 or (>= 0x10 and <= 0x13);

    private static int? QuantizationLength(byte first) =>
        !IsNumber(first) ? null : first <= 0x03 ? 1 + Coefficients : 1 + (2 * Coefficients);

    // How many codes there are of each length, and the values in the order of their codes: each has one code.
    private static int? HuffmanLength(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= CountsLength || !IsNumber(bytes[0]))
        {
            return null;
        }

        var (values, room) = (0, 1 << CountsLength);
        for (var i = 1; i <= CountsLength; i++)
        {
            values += bytes[i];
            room -= bytes[i] << (CountsLength - i);
        }

        var length = 1 + CountsLength + values;
        return room >= 0 && values <= MostValues && length <= bytes.Length
            && AreValues(bytes[(1 + CountsLength)..length], bytes[0] <= 0x03) ? length : null;
    }

    // Those of the first coefficient are numbers of bits.
    private static bool AreValues(ReadOnlySpan<byte> values, bool areDifferences)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if ((areDifferences && values[i] > MostDifferences) || values[..i].Contains(values[i]))
            {
                return false;
            }
        }

        return true;
    }
}
