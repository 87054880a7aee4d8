using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.Local.Hosting;

/// <summary>
/// Kestrel on a socket that listens already. There is no web host around it, because a web host would handle Ctrl+C and
/// SIGTERM, which belong to the app.
/// </summary>
internal sealed class WebServer(Socket socket, X509Certificate2? certificate, RequestDelegate handle) : IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(2);
    private readonly KestrelServer _kestrel = Build(socket, certificate);

    internal Task StartAsync(CancellationToken cancellationToken) =>
        _kestrel.StartAsync(new RequestApplication(handle), cancellationToken);

    /// <summary>
    /// Stops the server. Waits for running requests until the token is canceled, and aborts them after that.
    /// </summary>
    internal Task StopAsync(CancellationToken cancellationToken) => _kestrel.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        using var timeout = new CancellationTokenSource(StopTimeout);
        await _kestrel.StopAsync(timeout.Token).ConfigureAwait(false);
        Close();
    }

    /// <summary>Stops the server without waiting for requests.</summary>
    internal void Close()
    {
        _kestrel.Dispose();
        socket.Dispose();
    }

    private static KestrelServer Build(Socket socket, X509Certificate2? certificate)
    {
        var options = new KestrelServerOptions
        {
            AddServerHeader = false,
            AllowSynchronousIO = false,
            // Header values that are not ASCII are sent in the encoding in which they are received.
            ResponseHeaderEncodingSelector = _ => Encoding.UTF8,
        };
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Limits.MaxRequestLineSize = 64 * 1024;
        options.Limits.MaxRequestHeadersTotalSize = 64 * 1024;
        options.Listen((IPEndPoint)socket.LocalEndPoint!, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (certificate is not null)
            {
                options.ApplicationServices = CreateTlsServices();
                listen.UseHttps(certificate);
            }
        });
        var transport = new SocketTransportOptions { CreateBoundListenSocket = _ => socket };
        return new KestrelServer(
            Options.Create(options),
            new SocketTransportFactory(Options.Create(transport), NullLoggerFactory.Instance),
            NullLoggerFactory.Instance);
    }

    // Those in which Kestrel looks for its parts for TLS; a host would have them.
    private static ServiceProvider CreateTlsServices()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.Services.AddLogging();
        return builder.Services.BuildServiceProvider();
    }
}
