using System.Diagnostics;
using Discovitas.S3.TestSupport.Http;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>
/// Stands between the browser and the site, and passes on what the browser sends at a limited speed, so that a file is
/// still being sent when its answer comes.
/// </summary>
internal sealed class SlowUplink : IDisposable
{
    private const int ChunkSize = 64 * 1024;

    private readonly LoopbackRelay _relay;
    private readonly Uri _site;
    private readonly int _speed;

    /// <param name="site">The origin of the site.</param>
    /// <param name="bytesPerSecond">The speed.</param>
    internal SlowUplink(string site, int bytesPerSecond)
    {
        _site = new Uri(site);
        _speed = bytesPerSecond;
        _relay = new LoopbackRelay(_site.Port, SendSlowlyAsync, ChunkSize);
    }

    internal string Origin => $"{_site.Scheme}://localhost:{_relay.Port}";

    public void Dispose() => _relay.Dispose();

    private async Task SendSlowlyAsync(Stream browser, Stream site, CancellationToken cancellationToken)
    {
        var buffer = new byte[ChunkSize];
        var clock = Stopwatch.StartNew();
        var sent = 0L;
        for (int count; (count = await browser.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            await site.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            sent += count;
            var due = TimeSpan.FromSeconds((double)sent / _speed);
            if (due > clock.Elapsed)
            {
                await Task.Delay(due - clock.Elapsed, cancellationToken);
            }
        }
    }
}
