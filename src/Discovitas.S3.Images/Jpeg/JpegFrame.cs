namespace Discovitas.S3.Images.Jpeg;

/// <summary>
/// A frame, and what its scans may be (ITU-T T.81, annexes B.2.2, B.2.3 and G.1.1.1): each adds something to the
/// picture. No decoder would show what another scan of the same holds.
/// </summary>
internal sealed class JpegFrame
{
    /// <summary>The bytes before the components.</summary>
    internal const int HeadLength = 6;

    /// <summary>The most components: more than four have no colours that decoders know.</summary>
    internal const int MostComponents = 4;

    private const int ComponentLength = 3;
    private const int Coefficients = 64;
    private const sbyte NotCoded = -1;
    private const int MostBits = 13;

    private readonly byte _marker;
    private readonly byte[] _components;

    // How many low bits of each coefficient of each component are still missing.
    private readonly sbyte[][] _missing;

    private JpegFrame(byte marker, byte[] components)
    {
        _marker = marker;
        _components = components;
        _missing = [.. components.Chunk(ComponentLength).Select(_ => new sbyte[Coefficients])];
        Array.ForEach(_missing, bits => Array.Fill(bits, NotCoded));
    }

    /// <summary>Gets whether its scans are coded with arithmetic conditions instead of Huffman tables.</summary>
    internal bool IsArithmetic => _marker >= 0xC9;

    private bool IsProgressive => _marker is 0xC2 or 0xCA;

    /// <summary>Reads a frame's header; null if it is none.</summary>
    internal static JpegFrame? From(byte marker, ReadOnlySpan<byte> content)
    {
        if (marker is not ((>= 0xC0 and <= 0xC3) or (>= 0xC9 and <= 0xCB))
            || content.Length <= HeadLength
            || content.Length != HeadLength + (ComponentLength * content[5])
            || content[5] > MostComponents
            || content[0] is < 2 or > 16
            || content.Slice(1, 2).IndexOfAnyExcept((byte)0) < 0
            || content.Slice(3, 2).IndexOfAnyExcept((byte)0) < 0)
        {
            return null;
        }

        var components = content[HeadLength..].ToArray();
        return components.Chunk(ComponentLength).All(IsComponent) ? new(marker, components) : null;
    }

    /// <summary>
    /// Adds a scan, and returns the tables that it is calculated with; null if it adds nothing, or belongs to no frame
    /// of this kind.
    /// </summary>
    /// <param name="scan">The content of its header, as long as its components need.</param>
    internal List<int>? Tables(ReadOnlySpan<byte> scan)
    {
        List<int> taken = [];
        List<int> tables = [JpegTables.NumberOf(JpegMarker.RestartInterval, 0)];
        for (var at = 1; at < scan.Length - 3; at += 2)
        {
            var component = Find(scan[at], taken);
            var (first, second) = ((byte)(scan[at + 1] >> 4), (byte)(0x10 | (scan[at + 1] & 0xF)));
            if (component < 0 || first > 3 || second > 0x13)
            {
                return null;
            }

            taken.Add(component);
            tables.AddRange(
            [
                JpegTables.NumberOf(JpegMarker.HuffmanTables, first),
                JpegTables.NumberOf(JpegMarker.HuffmanTables, second),
                JpegTables.NumberOf(JpegMarker.Arithmetic, first),
                JpegTables.NumberOf(JpegMarker.Arithmetic, second),
                JpegTables.NumberOf(JpegMarker.QuantizationTables, _components[(component * ComponentLength) + 2]),
            ]);
        }

        return Adds(taken, scan[^3..]) ? tables : null;
    }

    // The sampling factors are 1 to 4.
    private static bool IsComponent(byte[] component) =>
        (component[1] >> 4) is >= 1 and <= 4 && (component[1] & 0xF) is >= 1 and <= 4 && component[2] <= 3;

    // There are files whose components have the same number: then they are meant in order.
    private int Find(byte id, List<int> taken)
    {
        for (var i = 0; i < _missing.Length; i++)
        {
            if (_components[i * ComponentLength] == id && !taken.Contains(i))
            {
                return i;
            }
        }

        return -1;
    }

    private bool Adds(List<int> components, ReadOnlySpan<byte> parameters)
    {
        var (first, last, before, after) = (parameters[0], parameters[1], parameters[2] >> 4, parameters[2] & 0xF);
        if (!IsProgressive)
        {
            // Some encoders write zeros into the parameters, which say nothing here.
            (first, last, before, after) = (0, 0, 0, 0);
        }
        else if (last >= Coefficients
            || (first == 0 ? last > 0 : first > last || components.Count > 1)
            || (before > 0 && after != before - 1)
            || after > MostBits)
        {
            return false;
        }

        return components.TrueForAll(component =>
            Adds(_missing[component].AsSpan(first..(last + 1)), before, (sbyte)after));
    }

    // A coefficient begins with some of its bits, and gets one after the other.
    private static bool Adds(Span<sbyte> missing, int before, sbyte after)
    {
        var expected = before == 0 ? NotCoded : (sbyte)before;
        var adds = missing.IndexOfAnyExcept(expected) < 0;
        missing.Fill(after);
        return adds;
    }
}
