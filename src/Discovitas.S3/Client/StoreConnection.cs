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
/// fails, or reads no further, so that it stands still; HttpClient would never read the response.
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
    private bool _isRead;

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

    /// <summary>
    /// Ends the writing of a body that nobody reads, if there is something to read instead, and returns whether it has.
    /// What is written from here on is dropped.
    /// </summary>
    internal bool TryStopWriting()
    {
        try
        {
            if (_broken is not null || Socket.Available == 0)
            {
                return false;
            }

            _broken = new IOException("The other side does not read the body.");
            Socket.Shutdown(SocketShutdown.Send);
            return true;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    public override ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Sending.Value?.Connection = this;
        if (_broken is not null)
        {
            // What is written after the response is another request's.
            return _isRead ? throw _broken : ValueTask.CompletedTask;
        }

        return WriteOrKeepAsync(buffer, cancellationToken);
    }

    private async ValueTask WriteOrKeepAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            await base.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException broken)
        {
            // Thrown by the next read, unless there is a response to read.
            _broken ??= broken;
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
        _isRead = true;
        try
        {
            // TLS waits with empty reads, which return nothing.
            var count = await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            return count > 0 || buffer.IsEmpty ? count : throw _broken!;
        }
        catch (IOException gone) when (!ReferenceEquals(gone, _broken))
        {
            throw _broken!;
        }
    }
}
