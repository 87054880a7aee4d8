using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Discovitas.S3.AspNetCore.Tests.Support;

/// <summary>A request as bytes, so that it may be as no client would make it.</summary>
internal static class RawRequest
{
    internal const string Boundary = "bOuNdArY";

    internal static byte[] Post(
        byte[] body, string type = $"multipart/form-data; boundary={Boundary}", string headers = "")
    {
        var length = body.Length.ToString(CultureInfo.InvariantCulture);
        return [.. Head("POST /uploads", $"Content-Type: {type}\r\n{headers}Content-Length: {length}\r\n"), .. body];
    }

    internal static byte[] Head(string line, string headers) =>
        Encoding.UTF8.GetBytes($"{line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n");

    /// <summary>Parts of a form as they are given, with its final boundary.</summary>
    internal static byte[] Form(params string[] parts) => Encoding.UTF8.GetBytes(Open(parts) + $"--{Boundary}--\r\n");

    /// <summary>The same without a final boundary.</summary>
    internal static string Open(params string[] parts) =>
        string.Concat(parts.Select(part => $"--{Boundary}\r\n{part}\r\n"));

    internal static string File(
        string parameters = "name=\"file\"; filename=\"a.txt\"", string headers = "Content-Type: text/plain\r\n",
        string bytes = "hello") =>
        $"Content-Disposition: form-data; {parameters}\r\n{headers}\r\n{bytes}";

    internal static string Field(string name, string value) =>
        $"Content-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}";

    /// <summary>Sends it and reads the answer to the end of the connection.</summary>
    internal static async Task<Response> SendAsync(Uri url, byte[] request)
    {
        using var client = await ConnectAsync(url);
        await using var stream = client.GetStream();
        await stream.WriteAsync(request);
        return await AnswerAsync(stream);
    }

    internal static async Task<TcpClient> ConnectAsync(Uri url)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(url.Host, url.Port);
        return client;
    }

    internal static async Task<Response> AnswerAsync(Stream stream)
    {
        using var bytes = new MemoryStream();
        try
        {
            await stream.CopyToAsync(bytes);
        }
        catch (IOException)
        {
            // The server closes while bytes of ours are on their way, which is a reset; the answer came before.
        }

        var text = Encoding.UTF8.GetString(bytes.ToArray());
        var head = text.Split("\r\n\r\n", 2);
        var status = head[0].Split("\r\n")[0].Split(' ', 3);
        return status.Length < 3 ? new Response(0, "", "")
            : new Response(int.Parse(status[1], CultureInfo.InvariantCulture), status[2], Unchunked(head));
    }

    private static string Unchunked(string[] head)
    {
        if (!head[0].Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase))
        {
            return head[1];
        }

        var body = new StringBuilder();
        var rest = head[1];
        while (rest.Split("\r\n", 2) is [var size, var after] && Parse(size) is > 0 and var count)
        {
            body.Append(after, 0, count);
            rest = after[(count + 2)..];
        }

        return body.ToString();

        static int Parse(string hex) => int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
