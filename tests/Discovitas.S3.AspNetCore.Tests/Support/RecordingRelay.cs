using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Discovitas.S3.AspNetCore.Tests.Support;

/// <summary>
/// Stands between a client and a server, passes every byte on as it is, and keeps what the client has sent.
/// </summary>
internal sealed class RecordingRelay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<MemoryStream> _sent = new();
    private readonly Uri _server;

    internal RecordingRelay(string serverUrl)
    {
        _server = new Uri(serverUrl);
        _listener.Start();
        _ = AcceptAsync();
    }

    internal string Url => $"http://{_listener.LocalEndpoint}";

    /// <summary>The heads of the requests. To be asked once all are answered.</summary>
    internal IReadOnlyList<string> Heads =>
        [.. _sent.SelectMany(sent => Encoding.Latin1.GetString(sent.ToArray()).Split("\r\n\r\n")).Where(
            part => part.Contains(" HTTP/1.1\r\n", StringComparison.Ordinal))];

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = RelayAsync(await _listener.AcceptTcpClientAsync(_end.Token));
            }
        }
        catch (Exception exception) when (
            exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The relay has been disposed.
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(_server.Host, _server.Port, _end.Token);
                var sent = new MemoryStream();
                _sent.Enqueue(sent);
                await Task.WhenAny(CopyAsync(client, server, sent), CopyAsync(server, client, null));
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
            {
                // One side is gone, and with this the other.
            }
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, MemoryStream? copy)
    {
        var buffer = new byte[64 * 1024];
        for (int count; (count = await from.GetStream().ReadAsync(buffer, _end.Token)) > 0;)
        {
            copy?.Write(buffer, 0, count);
            await to.GetStream().WriteAsync(buffer.AsMemory(0, count), _end.Token);
        }
    }
}
