using System.Net.Sockets;
using System.Text;

namespace Discovitas.S3.FaultTests.Malformed;

/// <summary>Sends bytes on a connection of their own, and reads to its end.</summary>
internal sealed class WireClient(Uri address)
{
    /// <summary>No measure of speed: what takes so long is taken for a server that never answers.</summary>
    private static readonly TimeSpan WatchDog = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long the server may want more of a request that is incomplete, before the client hangs up.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(150);

    internal string Host => address.Authority;

    internal Task<WireReply> SendAsync(WireRequest request) => SendAsync(request.ToBytes());

    internal async Task<WireReply> SendAsync(byte[] bytes)
    {
        using var end = new CancellationTokenSource(WatchDog);
        using var tcp = new TcpClient();
        try
        {
            await tcp.ConnectAsync(address.Host, address.Port, end.Token);
            // Taken once: the server may have closed the connection by the time that it is asked for again.
            await using var connection = tcp.GetStream();
            var sending = SendAllAsync(connection, bytes, end.Token);
            using var reply = new MemoryStream();
            var reading = ReadAllAsync(connection, reply, end.Token);
            if (!WireRequest.IsWhole(bytes)
                && await Task.WhenAny(reading, Task.Delay(Patience, end.Token)) != reading)
            {
                tcp.Client.Shutdown(SocketShutdown.Send);
            }

            await reading;
            return WireReply.From(Encoding.Latin1.GetString(reply.ToArray()));
        }
        catch (OperationCanceledException)
        {
            return new WireReply(WireReply.Hang, "");
        }
        catch (SocketException)
        {
            return new WireReply(WireReply.Closed, "");
        }
    }

    private static async Task SendAllAsync(NetworkStream connection, byte[] bytes, CancellationToken cancellationToken)
    {
        try
        {
            await connection.WriteAsync(bytes, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The server may close the connection before it has read everything.
        }
    }

    private static async Task ReadAllAsync(
        NetworkStream connection, MemoryStream reply, CancellationToken cancellationToken)
    {
        try
        {
            await connection.CopyToAsync(reply, cancellationToken);
        }
        catch (IOException)
        {
            // A reset after the answer.
        }
    }
}
