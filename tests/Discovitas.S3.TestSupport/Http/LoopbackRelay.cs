using System.Net;
using System.Net.Sockets;

namespace Discovitas.S3.TestSupport.Http;

/// <summary>
/// Stands between clients and a server of this machine. A test says how the bytes of a client are passed on; those of
/// the server are passed on as they are.
/// </summary>
public sealed class LoopbackRelay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _serverPort;
    private readonly Func<Stream, Stream, CancellationToken, Task> _passOn;
    private readonly int? _bufferSize;

    /// <param name="serverPort">The port of the server.</param>
    /// <param name="passOn">Passes on what a client sends, the first stream, to the server, the second.</param>
    /// <param name="bufferSize">How many bytes the system keeps on their way to the server; default: its own choice.
    /// </param>
    public LoopbackRelay(int serverPort, Func<Stream, Stream, CancellationToken, Task> passOn, int? bufferSize = null)
    {
        _serverPort = serverPort;
        _passOn = passOn;
        _bufferSize = bufferSize;
        if (bufferSize is { } size)
        {
            _listener.Server.ReceiveBufferSize = size;
        }

        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Gets the port to which clients connect.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

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
                server.SendBufferSize = _bufferSize ?? server.SendBufferSize;
                await server.ConnectAsync(IPAddress.Loopback, _serverPort, _end.Token);
                var (up, down) = (client.GetStream(), server.GetStream());
                await Task.WhenAny(_passOn(up, down, _end.Token), down.CopyToAsync(up, _end.Token));
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
            {
                // One side is gone, and with this the other.
            }
        }
    }
}
