namespace Discovitas.S3.Images.IsoBmff;

/// <summary>
/// What a decoder needs to begin, without messages for others: <c>hvcC</c> (ISO/IEC 14496-15, section 8.3.3) and
/// <c>av1C</c> (AV1 Codec ISO Media File Format Binding, section 2.3).
/// </summary>
internal static class CodecConfiguration
{
    private const int HevcHeadLength = 22;
    private const int Av1HeadLength = 4;
    private const int SequenceSet = 33;
    private const int MostOfMessage = 64;

    /// <summary>
    /// Reads <c>hvcC</c>. Parameter sets stay, and messages about light and transparency.
    /// </summary>
    internal static CodecStart ReadHevc(ReadOnlySpan<byte> content)
    {
        var reader = new BoxReader(content);
        var writer = new BoxWriter();
        var head = reader.Take(HevcHeadLength);
        writer.Bytes(head);
        var units = new Dictionary<int, byte[]>();
        var arrays = reader.Number(1);
        writer.Number(arrays, 1);
        for (; arrays > 0; arrays--)
        {
            // One bit has no meaning.
            writer.Number(reader.Number(1) & 0xBF, 1);
            var kept = new List<byte[]>();
            for (var count = reader.Number(2); count > 0; count--)
            {
                var unit = reader.Take((int)reader.Number(2));
                if (IsNeededByHevc(unit))
                {
                    kept.Add(unit.ToArray());
                    var isFirst = units.TryAdd(unit[0] >> 1, kept[^1]);
                    HeifProblemException.Require(
                        isFirst || unit[0] >> 1 > SequenceSet, "there is one parameter set of a video and a sequence");
                }
            }

            Write(writer, kept);
        }

        HeifProblemException.Require(
            units.ContainsKey(SequenceSet), "what a decoder of HEVC begins with has a sequence parameter set");
        return new(writer.ToArray(), CodedSize.FromHevc(units[SequenceSet]), (head[^1] & 3) + 1);
    }

    /// <summary>Reads <c>av1C</c>. The sequence header stays, and messages about light.</summary>
    internal static CodecStart ReadAv1(ReadOnlySpan<byte> content)
    {
        var reader = new BoxReader(content);
        var writer = new BoxWriter();
        writer.Bytes(reader.Take(Av1HeadLength));
        CodedSize[] sizes = [];
        while (reader.Left > 0)
        {
            var start = content.Length - reader.Left;
            var head = reader.Number(1);
            HeifProblemException.Require((head & 0x82) == 2, "a unit of AV1 states its length");
            reader.Take((int)(head >> 2) & 1);
            var unit = reader.Take(Av1Length(ref reader));
            var type = (head >> 3) & 15;
            if (IsNeededByAv1(type, unit))
            {
                HeifProblemException.Require(type != 1 || sizes.Length == 0, "there is one sequence header");
                sizes = type == 1 ? [CodedSize.FromAv1(unit)] : sizes;
                writer.Bytes(content[start..^reader.Left]);
            }
        }

        return new(writer.ToArray(), sizes, 0);
    }

    private static void Write(BoxWriter writer, List<byte[]> units)
    {
        writer.Number((uint)units.Count, 2);
        foreach (var unit in units)
        {
            writer.Number((uint)unit.Length, 2);
            writer.Bytes(unit);
        }
    }

    // The type of a unit is in its first byte, its layer in both, and the type of a message in the third.
    private static bool IsNeededByHevc(ReadOnlySpan<byte> unit) =>
        unit.Length > 2 && (unit[0] & 1) == 0 && unit[1] < 8 && (unit[0] >> 1) switch
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
