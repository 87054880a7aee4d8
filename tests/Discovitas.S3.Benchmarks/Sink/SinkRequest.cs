using System.Text;

namespace Discovitas.S3.Benchmarks.Sink;

/// <summary>What the sink must know of a request.</summary>
internal sealed record SinkRequest(
    string Method, string Target, long ContentLength, bool ExpectsContinue, string? Crc32)
{
    private const string Crc32Header = "x-amz-checksum-crc32";

    internal static SinkRequest Parse(ReadOnlySpan<byte> head)
    {
        var lines = Encoding.Latin1.GetString(head).Split("\r\n");
        var start = lines[0].Split(' ');
        var request = new SinkRequest(start[0], start[1], 0, false, null);
        foreach (var line in lines.AsSpan(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            request = request.With(line.AsSpan(0, colon), line.AsSpan(colon + 1).Trim());
        }

        return request;
    }

    private SinkRequest With(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (Is(name, "Content-Length"))
        {
            return this with { ContentLength = long.Parse(value, CultureInfo.InvariantCulture) };
        }

        if (Is(name, "Transfer-Encoding"))
        {
            throw new NotSupportedException("A chunked body: S3 takes none either.");
        }

        if (Is(name, Crc32Header))
        {
            return this with { Crc32 = value.ToString() };
        }

        return Is(name, "Expect") ? this with { ExpectsContinue = true } : this;
    }

    private static bool Is(ReadOnlySpan<char> name, string expected) =>
        name.Equals(expected, StringComparison.OrdinalIgnoreCase);
}
