using System.Buffers.Binary;
using System.Net.Sockets;

namespace Discovitas.S3.Client;

/// <summary>
/// A connection that can report how many bytes the other side has received, and on which a response that is sent
/// before the body is read is not lost.
/// </summary>
/// <remarks>
/// What the network has accepted says little about what is received: the system buffers up to some MiB, which a slow
/// link takes minutes to send. And a store that rejects a request early closes the connection, so that writing the body
/// fails; HttpClient would report that, and never read the response.
/// </remarks>
internal sealed class StoreConnection(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    // The field tcpi_bytes_acked of TCP_INFO (tcp(7), linux/tcp.h).
    private const int TcpLevel = 6;
    private const int TcpInfo = 11;
    private const int AcknowledgedOffset = 120;

    // Flows from the body of a request to the writes on its connection, also through TLS and a proxy's tunnel.
    private static readonly AsyncLocal<SentBytes?> Sending = new();

    private IOException? _broken;

    /// <summary>Connects as SocketsHttpHandler does by itself.</summary>
    internal static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
            return new StoreConnection(socket);
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

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Sending.Value?.Connection = this;
        if (_broken is not null)
        {
            return;
        }

        try
        {
            await base.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException broken)
        {
            // Thrown by the next read, unless there is a response to read.
            _broken = broken;
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _broken is null ? base.ReadAsync(buffer, cancellationToken) : ReadRestAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    private async ValueTask<int> ReadRestAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count
                ? count
                : throw _broken!;
        }
        catch (IOException gone) when (!ReferenceEquals(gone, _broken))
        {
            throw _broken!;
        }
    }
}
