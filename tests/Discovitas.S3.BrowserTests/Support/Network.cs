using System.Net;
using System.Net.Sockets;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>
/// Stands between the browser and a server, and can be cut: connections break, and new ones are refused, as with a
/// server that is stopped.
/// </summary>
internal sealed class Network : IDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly int _serverPort;
    private readonly Lock _lock = new();
    private TcpListener _listener;
    private CancellationTokenSource _end = new();
    private long _sent;

    internal Network(string server)
    {
        _serverPort = new Uri(server).Port;
        _listener = Listen(port: 0);
        Origin = $"http://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}";
    }

    internal string Origin { get; }

    /// <summary>Gets how many bytes the clients have sent.</summary>
    internal long Sent => Interlocked.Read(ref _sent);

    internal void Cut()
    {
        lock (_lock)
        {
            _listener.Dispose();
            _end.Cancel();
        }
    }

    internal void Restore()
    {
        lock (_lock)
        {
            if (!_end.IsCancellationRequested)
            {
                return;
            }

            _end.Dispose();
            _end = new CancellationTokenSource();
            _listener = Listen(new Uri(Origin).Port);
        }
    }

    public void Dispose()
    {
        Cut();
        _end.Dispose();
    }

    private TcpListener Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Start();
        _ = AcceptAsync(listener, _end.Token);
        return listener;
    }

    private async Task AcceptAsync(TcpListener listener, CancellationToken end)
    {
        try
        {
            while (true)
            {
                _ = RelayAsync(await listener.AcceptTcpClientAsync(end), end);
            }
        }
        catch (Exception exception) when (
            exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The network is cut.
        }
    }

    private async Task CountAsync(Stream client, Stream server, CancellationToken end)
    {
        var buffer = new byte[BufferSize];
        for (int count; (count = await client.ReadAsync(buffer, end)) > 0;)
        {
            Interlocked.Add(ref _sent, count);
            await server.WriteAsync(buffer.AsMemory(0, count), end);
        }
    }

    private async Task RelayAsync(TcpClient client, CancellationToken end)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _serverPort, end);
                var (up, down) = (client.GetStream(), server.GetStream());
                await Task.WhenAny(CountAsync(up, down, end), down.CopyToAsync(up, end));
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
            {
                // One side is gone, and with this the other.
            }
        }
    }
}
