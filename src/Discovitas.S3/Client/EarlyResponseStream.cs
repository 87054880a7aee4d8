using System.Net.Sockets;

namespace Discovitas.S3.Client;

/// <summary>
/// A connection on which a response that comes before the body is read is not lost. A store that rejects a request
/// early closes the connection, so that writing the body fails; HttpClient would report that, and never read the
/// response.
/// </summary>
internal sealed class EarlyResponseStream(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    private IOException? _broken;

    internal static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
            return new EarlyResponseStream(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
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
