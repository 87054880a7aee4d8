namespace Discovitas.S3.Images.Jpeg;

/// <summary>
/// The segments that decoders calculate with (ITU-T T.81, annexes B.2.3 and B.2.4). Each has exactly the bytes that its
/// content takes: what is longer could hide anything behind it, and decoders reject it as well.
/// </summary>
internal static class JpegTables
{
    /// <summary>The most bytes of a segment: four tables of 17 bytes and 16 values, and four of 17 and 256.</summary>
    internal const int MostBytes = 1224;

    private const int CountsLength = 16;
    private const int MostValues = 256;
    private const int Coefficients = 64;

    /// <summary>Tells whether a segment is as its marker has it.</summary>
    internal static bool AreValid(byte marker, ReadOnlySpan<byte> content) => marker switch
    {
        JpegMarker.QuantizationTables => Follow(content, QuantizationLength),
        JpegMarker.HuffmanTables => Follow(content, HuffmanLength),
        JpegMarker.Arithmetic => content.Length % 2 == 0,
        _ => content.Length == 2,
    };

    /// <summary>Tells whether a scan's header is as long as its components need.</summary>
    internal static bool IsScan(ReadOnlySpan<byte> content) =>
        content[0] is >= 1 and <= 4 && content.Length == 4 + (2 * content[0]);

    private delegate int? TableLength(ReadOnlySpan<byte> bytes);

    // One table after the other, until nothing is left.
    private static bool Follow(ReadOnlySpan<byte> content, TableLength lengthOf)
    {
        while (!content.IsEmpty)
        {
            if (lengthOf(content) is not { } length || length > content.Length)
            {
                return false;
            }

            content = content[length..];
        }

        return true;
    }

    private static int? QuantizationLength(ReadOnlySpan<byte> bytes) => bytes[0] switch
    {
        <= 0x03 => 1 + Coefficients,
        >= 0x10 and <= 0x13 => 1 + (2 * Coefficients),
        _ => null,
    };

    private static int? HuffmanLength(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= CountsLength || bytes[0] is not (<= 0x03 or (>= 0x10 and <= 0x13)))
        {
            return null;
        }

        var values = 0;
        foreach (var count in bytes.Slice(1, CountsLength))
        {
            values += count;
        }

        return values <= MostValues ? 1 + CountsLength + values : null;
    }
}
