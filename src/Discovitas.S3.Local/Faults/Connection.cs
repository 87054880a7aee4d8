using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Discovitas.S3.Local.Faults;

/// <summary>The TCP connection below a request: ends of it that HTTP has no word for.</summary>
internal sealed class Connection(HttpContext http, CancellationToken stopping)
{
    public HttpContext Http => http;

    private Socket Socket => http.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;

    /// <summary>Ends it by RST, so that the client gets an error and not an end.</summary>
    public void Reset()
    {
        Socket.LingerState = new LingerOption(enable: true, seconds: 0);
        Socket.Close();
        http.Abort();
    }

    /// <summary>Sends the last bytes, past HTTP, and FIN. An abort at once would follow with RST, which may overtake what is unread.</summary>
    public async Task EndAsync(ReadOnlyMemory<byte> last)
    {
        while (!last.IsEmpty)
        {
            last = last[await Socket.SendAsync(last, SocketFlags.None, http.RequestAborted).ConfigureAwait(false)..];
        }

        Socket.Shutdown(SocketShutdown.Send);
        await HoldAsync().ConfigureAwait(false);
    }

    /// <summary>Does nothing until the client goes or the server stops.</summary>
    public async Task HoldAsync()
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        await Task.Delay(Timeout.InfiniteTimeSpan, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.Abort();
    }
}
