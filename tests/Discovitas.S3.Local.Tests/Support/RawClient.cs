using System.Net.Sockets;

namespace Discovitas.S3.Local.Tests.Support;

/// <summary>Sends bytes as they are, while HttpClient normalizes paths.</summary>
internal sealed class RawClient(LocalS3Server server)
{
    private readonly Uri _address = new(server.ServiceUrl);

    internal string Host => _address.Authority;

    internal async Task<RawResponse> SendAsync(RawRequest request, bool sign = true)
    {
        using var exchange = await BeginAsync(request, sign);
        return RawResponse.Parse((await exchange.ReadAsync()).Text);
    }

    /// <summary>Sends a request and reads to the end of the connection.</summary>
    internal async Task<RawEnd> EndOfAsync(RawRequest request)
    {
        using var exchange = await BeginAsync(request);
        return await exchange.ReadAsync();
    }

    /// <summary>Sends a request and leaves the response unread.</summary>
    internal async Task<RawExchange> BeginAsync(RawRequest request, bool sign = true)
    {
        if (sign)
        {
            request.Sign(Host, server.AccessKeyId);
        }

        request.Headers.TryAdd("host", Host);
        var tcp = new TcpClient();
        await tcp.ConnectAsync(_address.Host, _address.Port);
        await tcp.GetStream().WriteAsync(Bytes(request));
        return new RawExchange(tcp);
    }

    /// <summary>Sends the start of a PUT that announces more bytes, and disconnects.</summary>
    internal async Task SendPartlyAsync(RawRequest request, int announced)
    {
        request.Sign(Host, server.AccessKeyId);
        var head = string.Concat(request.Headers.Select(header => $"{header.Key}: {header.Value}\r\n"));
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(_address.Host, _address.Port);
        await tcp.GetStream().WriteAsync(
            Encoding.UTF8.GetBytes(
                $"{request.Method} {request.Target} HTTP/1.1\r\n{head}Content-Length: {announced}\r\n\r\n"));
        await tcp.GetStream().WriteAsync(request.Body);
    }

    private static byte[] Bytes(RawRequest request)
    {
        var head = new StringBuilder($"{request.Method} {request.Target} HTTP/1.1\r\nConnection: close\r\n");
        foreach (var (name, value) in request.Headers.Concat(request.Unsigned))
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        if (request.Method is "PUT" or "POST" && !request.Unsigned.ContainsKey("transfer-encoding"))
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {request.Body.Length}\r\n");
        }

        return [.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. request.Body];
    }
}
