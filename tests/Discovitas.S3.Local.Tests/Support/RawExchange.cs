using System.Net.Sockets;

namespace Discovitas.S3.Local.Tests.Support;

/// <summary>A request that was sent, and whose response has not been read.</summary>
internal sealed class RawExchange(TcpClient tcp) : IDisposable
{
    /// <summary>Reads until the server ends the connection.</summary>
    internal async Task<RawEnd> ReadAsync()
    {
        var text = new MemoryStream();
        try
        {
            await tcp.GetStream().CopyToAsync(text);
            return new RawEnd(Encoding.UTF8.GetString(text.ToArray()), WasReset: false);
        }
        catch (IOException error) when (
            error.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return new RawEnd(Encoding.UTF8.GetString(text.ToArray()), WasReset: true);
        }
    }

    public void Dispose() => tcp.Dispose();
}
