using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>
/// Stands between the browser and the site, and passes on what the browser sends at a limited speed, so that a file is
/// still being sent when its answer comes.
/// </summary>
internal sealed class SlowUplink : IDisposable
{
    private const int ChunkSize = 64 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Uri _site;
    private readonly int _speed;

    /// <param name="site">The origin of the site.</param>
    /// <param name="bytesPerSecond">The speed.</param>
    internal SlowUplink(string site, int bytesPerSecond)
    {
        _site = new Uri(site);
        _speed = bytesPerSecond;
        _listener.Server.ReceiveBufferSize = ChunkSize;
        _listener.Start();
        _ = AcceptAsync();
    }

    internal string Origin => $"{_site.Scheme}://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = RelayAsync(await _listener.AcceptTcpClientAsync(_end.Token));
            }
        }
        catch (Exception exception) when (
            exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The link has been disposed.
        }
    }

    private async Task RelayAsync(TcpClient browser)
    {
        using (browser)
        using (var site = new TcpClient { SendBufferSize = ChunkSize })
        {
            try
            {
                await site.ConnectAsync(IPAddress.Loopback, _site.Port, _end.Token);
                await Task.WhenAny(SendSlowlyAsync(browser, site), CopyAsync(site, browser));
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
            {
                // One side is gone, and with this the other.
            }
        }
    }

    private async Task SendSlowlyAsync(TcpClient browser, TcpClient site)
    {
        var buffer = new byte[ChunkSize];
        var clock = Stopwatch.StartNew();
        var sent = 0L;
        for (int count; (count = await browser.GetStream().ReadAsync(buffer, _end.Token)) > 0;)
        {
            await site.GetStream().WriteAsync(buffer.AsMemory(0, count), _end.Token);
            sent += count;
            var due = TimeSpan.FromSeconds((double)sent / _speed);
            if (due > clock.Elapsed)
            {
                await Task.Delay(due - clock.Elapsed, _end.Token);
            }
        }
    }

    private Task CopyAsync(TcpClient site, TcpClient browser) =>
        site.GetStream().CopyToAsync(browser.GetStream(), _end.Token);
}
