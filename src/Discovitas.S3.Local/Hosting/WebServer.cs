using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Local.Hosting;

/// <summary>
/// Kestrel on a socket that listens already. Kestrel alone: a web host around it would take the process's Ctrl+C and SIGTERM for
/// itself, which belong to the app that embeds this.
/// </summary>
internal sealed class WebServer(Socket socket, RequestDelegate handle) : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private readonly KestrelServer _kestrel = Build(socket);

    public Task StartAsync(CancellationToken cancellationToken) =>
        _kestrel.StartAsync(new RequestApplication(handle), cancellationToken);

    /// <summary>Lets requests under way end until the token says that it has been long enough, then cuts them.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _kestrel.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(Grace);
        await _kestrel.StopAsync(patience.Token).ConfigureAwait(false);
        Close();
    }

    /// <summary>Cuts everything at once.</summary>
    public void Close()
    {
        _kestrel.Dispose();
        socket.Dispose();
    }

    private static KestrelServer Build(Socket socket)
    {
        var options = new KestrelServerOptions
        {
            AddServerHeader = false,
            AllowSynchronousIO = false,
            // header values that are not ASCII come and go in the same encoding
            ResponseHeaderEncodingSelector = _ => Encoding.UTF8,
        };
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Limits.MaxRequestLineSize = 64 * 1024;
        options.Limits.MaxRequestHeadersTotalSize = 64 * 1024;
        options.Listen((IPEndPoint)socket.LocalEndPoint!, listen => listen.Protocols = HttpProtocols.Http1);
        var transport = new SocketTransportOptions { CreateBoundListenSocket = _ => socket };
        return new KestrelServer(
            Options.Create(options),
            new SocketTransportFactory(Options.Create(transport), NullLoggerFactory.Instance),
            NullLoggerFactory.Instance);
    }
}
