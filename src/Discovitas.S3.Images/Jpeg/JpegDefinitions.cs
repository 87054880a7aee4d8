namespace Discovitas.S3.Images.Jpeg;

/// <summary>
/// The tables that are defined so far. One that is replaced before a scan could use it, or that follows the last scan,
/// is nothing to a decoder: it could be any text. There are encoders that write the same table twice.
/// </summary>
internal sealed class JpegDefinitions
{
    private readonly Dictionary<int, Definition> _tables = [];
    private bool _hasArithmetic;

    /// <summary>Gets whether a table has been defined since the last scan.</summary>
    internal bool HasNew { get; private set; }

    /// <summary>Adds the tables of a segment; false if one of them may not be there.</summary>
    internal bool TryAdd(byte marker, ReadOnlySpan<byte> content)
    {
        HasNew = true;
        _hasArithmetic |= marker == JpegMarker.Arithmetic;
        while (!content.IsEmpty)
        {
            if (JpegTables.LengthOf(marker, content) is not { } length || length > content.Length
                || !TryAdd(JpegTables.NumberOf(marker, content[0]), content[..length]))
            {
                return false;
            }

            content = content[length..];
        }

        return true;
    }

    /// <summary>Begins a scan; false if the frame has none like it, or none with these tables.</summary>
    internal bool TryUse(JpegFrame frame, ReadOnlySpan<byte> scan)
    {
        HasNew = false;
        if (frame.Tables(scan) is not { } tables || (_hasArithmetic && !frame.IsArithmetic))
        {
            return false;
        }

        foreach (var number in tables)
        {
            if (_tables.TryGetValue(number, out var table))
            {
                _tables[number] = table with { IsUsed = true };
            }
        }

        return true;
    }

    private bool TryAdd(int number, ReadOnlySpan<byte> bytes)
    {
        var isAgain = _tables.TryGetValue(number, out var before) && !before.IsUsed;
        if (isAgain && (before!.IsRepeated || !bytes.SequenceEqual(before.Bytes)))
        {
            return false;
        }

        _tables[number] = new(bytes.ToArray()) { IsRepeated = isAgain };
        return true;
    }

    private sealed record Definition(byte[] Bytes)
    {
        internal bool IsUsed { get; init; }

        internal bool IsRepeated { get; init; }
    }
}
