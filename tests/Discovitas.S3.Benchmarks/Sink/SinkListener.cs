using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Discovitas.S3.Benchmarks.Sink;

/// <summary>
/// Takes connections on a free port. On bare sockets rather than Kestrel: that reads 4 KiB at a time, so that with two
/// cores the server and not the client would set the pace.
/// </summary>
internal sealed class SinkListener : IDisposable
{
    private const int Backlog = 512;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly X509Certificate2? _certificate;

    /// <param name="certificate">For https; null for http.</param>
    internal SinkListener(X509Certificate2? certificate)
    {
        _certificate = certificate;
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _socket.Listen(Backlog);
        _ = AcceptAsync();
    }

    internal EndPoint Address => _socket.LocalEndPoint!;

    public void Dispose() => _socket.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _socket.AcceptAsync());
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        try
        {
            await using var network = new NetworkStream(socket, ownsSocket: true);
            if (_certificate is null)
            {
                await new SinkConnection(network).RunAsync();
                return;
            }

            await using var tls = new SslStream(network);
            await tls.AuthenticateAsServerAsync(_certificate);
            await new SinkConnection(tls).RunAsync();
        }
        catch (Exception gone) when (gone is IOException or SocketException)
        {
            // The client ended.
        }
        catch (Exception failure)
        {
            await Console.Error.WriteLineAsync($"sink: {failure}");
        }
    }
}
