using System.Net.Sockets;

namespace Discovitas.S3.Tests.Client;

/// <summary>A connection to this machine, of which the other end is read by nobody but its system.</summary>
internal sealed class Loopback(TcpListener listener, StoreConnection connection, Socket other) : IAsyncDisposable
{
    internal StoreConnection Connection => connection;

    /// <summary>The other end.</summary>
    internal Socket Other => other;

    internal static async Task<Loopback> ConnectAsync()
    {
        var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(listener.LocalEndpoint);
        return new Loopback(listener, new StoreConnection(socket), await listener.AcceptSocketAsync());
    }

    /// <summary>Sends bytes, and returns when the other side has received them.</summary>
    internal async Task SendAsync(int count)
    {
        var before = Connection.Acknowledged();
        await Connection.WriteAsync(new byte[count]);
        while (Connection.Acknowledged() < before + (ulong)count)
        {
            await Task.Yield();
        }
    }

    /// <summary>Lets the other side send one byte, and returns when it can be read here.</summary>
    internal async Task RespondAsync()
    {
        await Other.SendAsync(new byte[] { 1 });
        while (Connection.Socket.Available == 0)
        {
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        other.Dispose();
        listener.Dispose();
    }
}
