namespace Discovitas.S3.Images.IsoBmff;

/// <summary>
/// What a decoder needs to begin, without messages for others: <c>hvcC</c> (ISO/IEC 14496-15, section 8.3.3) and
/// <c>av1C</c> (AV1 Codec ISO Media File Format Binding, section 2.3).
/// </summary>
internal static class CodecConfiguration
{
    private const int HevcHeadLength = 22;
    private const int Av1HeadLength = 4;
    private const int MostOfMessage = 64;

    /// <summary>
    /// Returns what is kept of <c>hvcC</c>: parameter sets, and messages about light and transparency.
    /// </summary>
    internal static byte[] CleanHevc(ReadOnlySpan<byte> content)
    {
        var reader = new BoxReader(content);
        var writer = new BoxWriter();
        writer.Bytes(reader.Take(HevcHeadLength));
        var arrays = reader.Number(1);
        writer.Number(arrays, 1);
        for (; arrays > 0; arrays--)
        {
            writer.Bytes(reader.Take(1));
            var kept = new List<byte[]>();
            for (var count = reader.Number(2); count > 0; count--)
            {
                var unit = reader.Take((int)reader.Number(2));
                if (IsNeededByHevc(unit))
                {
                    kept.Add(unit.ToArray());
                }
            }

            writer.Number((uint)kept.Count, 2);
            foreach (var unit in kept)
            {
                writer.Number((uint)unit.Length, 2);
                writer.Bytes(unit);
            }
        }

        return writer.ToArray();
    }

    /// <summary>Returns what is kept of <c>av1C</c>: the sequence header, and messages about light.</summary>
    internal static byte[] CleanAv1(ReadOnlySpan<byte> content)
    {
        var reader = new BoxReader(content);
        var writer = new BoxWriter();
        writer.Bytes(reader.Take(Av1HeadLength));
        while (reader.Left > 0)
        {
            var start = content.Length - reader.Left;
            var head = reader.Number(1);
            HeifProblemException.Require((head & 0x82) == 2, "a unit of AV1 states its length");
            reader.Take((int)(head >> 2) & 1);
            var unit = reader.Take(Av1Length(ref reader));
            if (IsNeededByAv1((head >> 3) & 15, unit))
            {
                writer.Bytes(content[start..^reader.Left]);
            }
        }

        return writer.ToArray();
    }

    // The type of a unit is in its first byte, and that of a message in the third.
    private static bool IsNeededByHevc(ReadOnlySpan<byte> unit) => unit.Length > 2 && (unit[0] >> 1) switch
    {
        // Video, sequence and picture parameter sets.
        32 or 33 or 34 => true,
        // Mastering display, light level, alternative transfer, alpha channel.
        39 or 40 => unit[2] is 137 or 144 or 147 or 165 && unit.Length <= MostOfMessage,
        _ => false,
    };

    private static bool IsNeededByAv1(uint type, ReadOnlySpan<byte> unit) => type switch
    {
        1 => true,
        // Light level, mastering display.
        5 => unit is [1 or 2, ..] && unit.Length <= MostOfMessage,
        _ => false,
    };

    // Seven bits in each byte, the lowest first; the eighth tells whether another follows.
    private static int Av1Length(ref BoxReader reader)
    {
        var length = 0;
        for (var shift = 0; shift <= 14; shift += 7)
        {
            var value = reader.Number(1);
            length |= (int)(value & 0x7F) << shift;
            if (value < 0x80)
            {
                return length;
            }
        }

        throw new HeifProblemException("a unit of AV1 that a decoder begins with is short", isBroken: true);
    }
}
