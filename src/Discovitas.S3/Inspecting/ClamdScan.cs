using System.Buffers;
using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Discovitas.S3.Inspecting;

/// <summary>Sends one stream to clamd (command INSTREAM) and returns what clamd says of it.</summary>
internal sealed class ClamdScan(Socket socket, int chunkSize)
{
    private const int PrefixLength = 4;

    // Longer than the name of any signature.
    private const int MaxReplyLength = 4096;

    private long _sent;
    private bool _isComplete;

    /// <summary>Returns the reply without the byte that ends it.</summary>
    /// <param name="content">The stream.</param>
    /// <param name="size">How many bytes the stream must have.</param>
    /// <param name="cancellationToken">Cancels the scan.</param>
    /// <exception cref="IOException">
    /// The connection failed, the reply is none, or clamd calls clean what it has not received.
    /// </exception>
    internal async Task<string> RunAsync(Stream content, long size, CancellationToken cancellationToken)
    {
        // clamd may reply before it has received everything, and closes the connection then. So the reply is read while
        // the stream is being sent, or it could be lost.
        using var replied = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = ReadAsync(replied, cancellationToken);
        try
        {
            await SendAsync(content, replied.Token).ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is SocketException || replied.IsCancellationRequested)
        {
            // The reply says why.
            cancellationToken.ThrowIfCancellationRequested();
        }
        catch
        {
            await replied.CancelAsync().ConfigureAwait(false);
            socket.Close();
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        var reply = await reading.ConfigureAwait(false);
        return (_isComplete && _sent == size) || !ClamdReply.Parse(reply).IsClean
            ? reply
            : throw new IOException($"clamd replied after {_sent} of {size} bytes.");
    }

    private async Task SendAsync(Stream content, CancellationToken cancellationToken)
    {
        await SendAllAsync("zINSTREAM\0"u8.ToArray(), cancellationToken).ConfigureAwait(false);
        var chunk = ArrayPool<byte>.Shared.Rent(PrefixLength + chunkSize);
        try
        {
            int count;
            do
            {
                var room = chunk.AsMemory(PrefixLength, chunkSize);
                count = await content.ReadAtLeastAsync(room, chunkSize, false, cancellationToken).ConfigureAwait(false);
                BinaryPrimitives.WriteInt32BigEndian(chunk, count);
                await SendAllAsync(chunk.AsMemory(0, PrefixLength + count), cancellationToken).ConfigureAwait(false);
                _sent += count;
            }
            while (count == chunkSize);

            if (count > 0)
            {
                await SendAllAsync(new byte[PrefixLength], cancellationToken).ConfigureAwait(false);
            }

            _isComplete = true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    private async Task SendAllAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, cancellationToken).ConfigureAwait(false)..];
        }
    }

    private async Task<string> ReadAsync(CancellationTokenSource replied, CancellationToken cancellationToken)
    {
        try
        {
            var reply = new byte[MaxReplyLength];
            var length = 0;
            for (int count; length < reply.Length; length += count)
            {
                count = await socket.ReceiveAsync(reply.AsMemory(length), cancellationToken).ConfigureAwait(false);
                var end = reply.AsSpan(0, length + count).IndexOf((byte)0);
                if (end >= 0)
                {
                    // Of two replies, none can be trusted.
                    return end == length + count - 1
                        ? Encoding.UTF8.GetString(reply, 0, end)
                        : throw new IOException("clamd sent more than one reply.");
                }

                if (count == 0)
                {
                    // Without its last byte it may be half a reply.
                    throw new IOException("clamd closed the connection before it had replied.");
                }
            }

            throw new IOException("clamd's reply is too long to be one.");
        }
        finally
        {
            await replied.CancelAsync().ConfigureAwait(false);
        }
    }
}
