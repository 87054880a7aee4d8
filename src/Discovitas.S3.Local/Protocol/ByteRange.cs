namespace Discovitas.S3.Local.Protocol;

/// <summary>The part of an object that a Range header names (RFC 9110, section 14.2).</summary>
internal readonly record struct ByteRange(long Start, long Length)
{
    /// <summary>
    /// Parses a Range header. Returns <see langword="null"/> if the whole object is to be sent: without a header, if
    /// the header is malformed or not in bytes, and for several ranges, which S3 does not support.
    /// </summary>
    internal static ByteRange? Parse(string? header, long size)
    {
        const string Unit = "bytes=";
        if (header is null
            || !header.StartsWith(Unit, StringComparison.OrdinalIgnoreCase)
            || header.Contains(',', StringComparison.Ordinal))
        {
            return null;
        }

        var range = header[Unit.Length..].Split('-', 2, StringSplitOptions.TrimEntries);
        if (range is not [var first, var last] || (first.Length == 0 && last.Length == 0))
        {
            return null;
        }

        var start = Number(first);
        var end = Number(last);
        if ((start is null && first.Length > 0) || (end is null && last.Length > 0) || end < start)
        {
            return null;
        }

        return start is { } from
            ? Satisfiable(new ByteRange(from, Math.Min(end ?? long.MaxValue, size - 1) - from + 1), header, size)
            : Satisfiable(new ByteRange(Math.Max(0, size - end!.Value), Math.Min(end.Value, size)), header, size);
    }

    private static ByteRange Satisfiable(ByteRange range, string header, long size) =>
        range.Start < size && range.Length > 0
            ? range
            : throw new S3Exception(
                S3Error.InvalidRange, null, ("RangeRequested", header), ("ActualObjectSize", $"{size}"));

    // A number may have any length. None that is longer than this one is within an object.
    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : text.Length > 0 && text.All(char.IsAsciiDigit) ? long.MaxValue
            : null;
}
