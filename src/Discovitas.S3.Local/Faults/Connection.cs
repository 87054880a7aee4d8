using System.Net.Sockets;
using Discovitas.S3.Local.Protocol;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Discovitas.S3.Local.Faults;

/// <summary>The TCP connection of a request, to be closed in ways that HTTP does not have.</summary>
internal sealed class Connection(HttpContext http, TimeProvider clock, CancellationToken stopping)
{
    /// <summary>The time after which no client waits that has a timeout of its own.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    internal HttpContext Http => http;

    private Socket Socket => http.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;

    /// <summary>Closes the connection with RST, which the client sees as an error.</summary>
    internal void Reset()
    {
        Socket.LingerState = new LingerOption(enable: true, seconds: 0);
        Socket.Close();
        http.Abort();
    }

    /// <summary>
    /// Sends the last bytes, bypassing HTTP, and closes the connection with FIN. Waits for the client after that,
    /// because an abort would send RST, which may overtake bytes that the client has not read.
    /// </summary>
    internal async Task<S3Response?> CloseAsync(ReadOnlyMemory<byte> last)
    {
        while (!last.IsEmpty)
        {
            last = last[await Socket.SendAsync(last, SocketFlags.None, http.RequestAborted).ConfigureAwait(false)..];
        }

        Socket.Shutdown(SocketShutdown.Send);
        return await HoldAsync().ConfigureAwait(false);
    }

    /// <summary>Does nothing until the client disconnects or the server stops.</summary>
    internal async Task<S3Response?> HoldAsync()
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        await WaitAsync(Patience, either.Token).ConfigureAwait(false);
        await DiscardBodyAsync(either.Token).ConfigureAwait(false);
        await WaitAsync(Timeout.InfiniteTimeSpan, either.Token).ConfigureAwait(false);
        http.Abort();
        return null;
    }

    private async Task WaitAsync(TimeSpan time, CancellationToken cancellationToken) =>
        await Task.Delay(time, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>
    /// Reads what the client has sent. While buffers are full, the server does not notice that the client disconnects.
    /// </summary>
    private async Task DiscardBodyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await http.Request.Body.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or S3Exception)
        {
            // The client has disconnected or stopped sending, or the server stops.
        }
    }
}
