using System.Globalization;
using System.Text;

namespace Discovitas.S3.FaultTests.Sockets;

/// <summary>Reads HTTP/1.1 requests from a stream (RFC 9112), as far as the SDK sends them.</summary>
internal sealed class RawConnection(Stream stream)
{
    private readonly byte[] _held = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>Returns the next request without its body; null once the client has closed the connection.</summary>
    internal async Task<RawRequest?> ReadHeadAsync()
    {
        if (await ReadLineAsync() is not { } line || line.Split(' ') is not [var method, var target, _])
        {
            return null;
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync() is { Length: > 0 } header)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            headers[header[..colon]] = header[(colon + 1)..].Trim();
        }

        var parts = target.Split('?', 2);
        return new RawRequest(method, parts[0], Query(parts.Length > 1 ? parts[1] : "")) { Headers = headers };
    }

    /// <summary>Reads the body, which the client may wait to be asked for.</summary>
    internal async Task<RawRequest> ReadBodyAsync(RawRequest head)
    {
        if (head.Header("Expect") is not null)
        {
            await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray());
        }

        return head with
        {
            Body = string.Equals(head.Header("Transfer-Encoding"), "chunked", StringComparison.OrdinalIgnoreCase)
                ? await ReadChunksAsync()
                : await ReadExactlyAsync(head.ContentLength),
        };
    }

    private static Dictionary<string, string> Query(string text) => text
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(
            pair => Uri.UnescapeDataString(pair[0]),
            pair => pair.Length > 1 ? Uri.UnescapeDataString(pair[1]) : "",
            StringComparer.Ordinal);

    private async Task<byte[]> ReadChunksAsync()
    {
        var body = new List<byte>();
        while (await ReadLineAsync() is { } line
            && int.Parse(line, NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var size)
        {
            body.AddRange(await ReadExactlyAsync(size));
            await ReadLineAsync();
        }

        await ReadLineAsync();
        return [.. body];
    }

    private async Task<string?> ReadLineAsync()
    {
        var line = new StringBuilder();
        while (_start < _end || await FillAsync())
        {
            var letter = (char)_held[_start++];
            if (letter == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append(letter);
        }

        return null;
    }

    private async Task<bool> FillAsync()
    {
        _start = 0;
        _end = await stream.ReadAsync(_held);
        return _end > 0;
    }

    private async Task<byte[]> ReadExactlyAsync(int count)
    {
        var bytes = new byte[count];
        var ready = Math.Min(count, _end - _start);
        _held.AsSpan(_start, ready).CopyTo(bytes);
        _start += ready;
        await stream.ReadExactlyAsync(bytes.AsMemory(ready));
        return bytes;
    }
}
