using System.Buffers.Binary;
using System.Net.Sockets;

namespace Discovitas.S3.Client;

/// <summary>
/// A connection that can report how many bytes the other side has received. What the network has accepted says little
/// about that: the system buffers up to some MiB, which a slow link takes minutes to send.
/// </summary>
internal sealed class MeasuredConnection(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    // The field tcpi_bytes_acked of TCP_INFO (tcp(7), linux/tcp.h).
    private const int TcpLevel = 6;
    private const int TcpInfo = 11;
    private const int AcknowledgedOffset = 120;

    // Flows from the body of a request to the writes on its connection, also through TLS and a proxy's tunnel.
    private static readonly AsyncLocal<SentBytes?> Sending = new();

    /// <summary>Connects as SocketsHttpHandler does by itself.</summary>
    internal static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
            return new MeasuredConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Lets the bytes know the connection of all that this asynchronous method writes from here on.</summary>
    internal static void Announce(SentBytes sent) => Sending.Value = sent;

    /// <summary>
    /// Returns the number of bytes that the other side has acknowledged; null if this system does not tell, or the
    /// connection is closed.
    /// </summary>
    internal ulong? Acknowledged()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        Span<byte> information = stackalloc byte[256];
        try
        {
            var length = Socket.GetRawSocketOption(TcpLevel, TcpInfo, information);
            return length >= AcknowledgedOffset + sizeof(ulong)
                ? BinaryPrimitives.ReadUInt64LittleEndian(information[AcknowledgedOffset..])
                : null;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Closed meanwhile: the request fails by itself.
            return null;
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Sending.Value?.Connection = this;
        return base.WriteAsync(buffer, cancellationToken);
    }
}
