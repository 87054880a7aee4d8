using System.Net.Sockets;
using Discovitas.S3.Local.Protocol;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Discovitas.S3.Local.Faults;

/// <summary>The TCP connection of a request, to be closed in ways that HTTP does not have.</summary>
internal sealed class Connection(HttpContext http, CancellationToken stopping)
{
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
        await Task.Delay(Timeout.InfiniteTimeSpan, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.Abort();
        return null;
    }
}
