using System.Net.Sockets;

namespace Discovitas.S3.Tests.Client;

/// <summary>
/// Takes one HTTP request on the loopback interface, answers it, and keeps its head as it came over the wire.
/// </summary>
internal sealed class LoopbackListener : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);

    internal LoopbackListener(string answer)
    {
        _listener.Start();
        Head = AnswerAsync(answer);
    }

    internal string Url => $"http://{_listener.LocalEndpoint}";

    internal Task<string> Head { get; }

    public void Dispose() => _listener.Dispose();

    private async Task<string> AnswerAsync(string answer)
    {
        using var connection = await _listener.AcceptTcpClientAsync();
        var stream = connection.GetStream();
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one) == 1)
        {
            head.Append((char)one[0]);
        }

        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"HTTP/1.1 {answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        connection.Client.Shutdown(SocketShutdown.Send);

        // A body still on its way would turn closing into a reset, which can overtake the answer.
        while (await stream.ReadAsync(one) == 1)
        {
        }

        return head.ToString();
    }
}
