using System.Text;

namespace Discovitas.S3.FaultTests.Malformed;

/// <summary>A request that is sent byte for byte. Each of its parts can be wrong.</summary>
internal sealed class WireRequest(string method, string target, byte[]? body = null)
{
    private const string Close = "\r\nConnection: close\r\n";

    internal string Method { get; set; } = method;

    /// <summary>Gets or sets the encoded path and query.</summary>
    internal string Target { get; set; } = target;

    internal string Version { get; set; } = "HTTP/1.1";

    internal List<(string Name, string Value)> Headers { get; } = [];

    internal byte[] Body { get; set; } = body ?? [];

    /// <summary>Gets or sets whether the body is described by headers of the request itself.</summary>
    internal bool IsFramed { get; set; }

    /// <summary>Gets or sets what is sent instead, after the bytes themselves were changed.</summary>
    internal byte[]? Bytes { get; set; }

    internal string? Header(string name) =>
        Headers.Find(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    internal WireRequest With(string name, string value)
    {
        Headers.Add((name, value));
        return this;
    }

    internal void Set(string name, string value)
    {
        Headers.RemoveAll(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        Headers.Add((name, value));
    }

    internal WireRequest Copy()
    {
        var copy = new WireRequest(Method, Target, [.. Body])
        {
            Version = Version,
            IsFramed = IsFramed,
            Bytes = Bytes,
        };
        copy.Headers.AddRange(Headers);
        return copy;
    }

    internal byte[] ToBytes()
    {
        if (Bytes is not null)
        {
            return Bytes;
        }

        var head = new StringBuilder($"{Method} {Target} {Version}{Close}");
        foreach (var (name, value) in Headers)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        if (!IsFramed && (Body.Length > 0 || Method is "PUT" or "POST"))
        {
            head.Append("Content-Length: ").Append(Body.Length).Append("\r\n");
        }

        return [.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. Body];
    }

    /// <summary>Returns whether a server has everything to answer and must then close the connection.</summary>
    internal static bool IsWhole(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0 || !text.Contains(Close, StringComparison.Ordinal))
        {
            return false;
        }

        var lines = text[..end].Split("\r\n")[1..];
        var lengths = lines
            .Where(line => line.StartsWith("Content-Length", StringComparison.OrdinalIgnoreCase)).ToList();
        var isPlain = !lines.Any(line => line.StartsWith("Transfer-", StringComparison.OrdinalIgnoreCase)
            || line.StartsWith("Expect", StringComparison.OrdinalIgnoreCase));
        return isPlain && (lengths.Count == 0
            || (lengths.Count == 1 && long.TryParse(lengths[0].Split(':')[^1], out var length)
                && length == bytes.Length - end - 4));
    }
}
