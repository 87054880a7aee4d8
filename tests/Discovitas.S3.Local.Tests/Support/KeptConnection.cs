using System.Net.Sockets;

namespace Discovitas.S3.Local.Tests.Support;

/// <summary>A connection that the client keeps open, for several requests, byte for byte.</summary>
internal sealed class KeptConnection : IDisposable
{
    private readonly Scenario _scenario;
    private readonly TcpClient _tcp = new();

    private KeptConnection(Scenario scenario) => _scenario = scenario;

    internal static async Task<KeptConnection> OpenAsync(Scenario scenario)
    {
        var connection = new KeptConnection(scenario);
        var address = new Uri(scenario.Server.ServiceUrl);
        await connection._tcp.ConnectAsync(address.Host, address.Port);
        return connection;
    }

    /// <summary>Sends the head of a request, which announces the body without sending it.</summary>
    internal Task SendHeadAsync(RawRequest request)
    {
        request.Sign(_scenario.Raw.Host, _scenario.Server.AccessKeyId);
        var lines = request.Headers.Concat(request.Unsigned).Select(header => $"{header.Key}: {header.Value}\r\n");
        return SendAsync(Encoding.UTF8.GetBytes(
            $"{request.Method} {request.Target} HTTP/1.1\r\n{string.Concat(lines)}" +
            $"Content-Length: {request.Body.Length}\r\n\r\n"));
    }

    internal Task SendAsync(byte[] bytes) => _tcp.GetStream().WriteAsync(bytes).AsTask();

    /// <summary>Reads a response with the body that it announces.</summary>
    internal async Task<RawResponse> ReadAsync()
    {
        var text = new StringBuilder();
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            text.Append(await ReadCharAsync());
        }

        var head = RawResponse.Parse(text.ToString());
        var length = head.Headers.GetValueOrDefault("Content-Length", "0");
        for (var left = int.Parse(length, CultureInfo.InvariantCulture); left > 0; left--)
        {
            text.Append(await ReadCharAsync());
        }

        return RawResponse.Parse(text.ToString());
    }

    public void Dispose() => _tcp.Dispose();

    private async Task<char> ReadCharAsync()
    {
        var one = new byte[1];
        await _tcp.GetStream().ReadExactlyAsync(one);
        return (char)one[0];
    }
}
