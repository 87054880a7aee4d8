using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Discovitas.S3.FaultTests.Links;

/// <summary>
/// A link to a store: a proxy of raw sockets that takes from all its senders together what a link of its speed would
/// take. Its own buffers are small, so that the rest stays in those of the sender's system.
/// </summary>
internal sealed class SlowLink : IDisposable
{
    private const int PieceSize = 1400;
    private const int SmallBuffer = 4096;

    // How long a connection stands still until a lost piece is sent again.
    private static readonly TimeSpan Repair = TimeSpan.FromMilliseconds(400);

    private readonly CancellationTokenSource _stop = new();
    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly Lock _gate = new();
    private readonly Random _random = new(1);
    private readonly Uri _store;
    private readonly LinkShape _shape;
    private long _taken;
    private double _busyUntil;

    internal SlowLink(string store, LinkShape shape)
    {
        _store = new Uri(store);
        _shape = shape;
        _listener.ReceiveBufferSize = SmallBuffer;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Url = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}";
        _ = AcceptAsync();
    }

    internal string Url { get; }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                _ = CarryAsync(await _listener.AcceptAsync(_stop.Token));
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task CarryAsync(Socket sender)
    {
        using var store = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (sender)
        {
            try
            {
                await store.ConnectAsync(_store.Host, _store.Port, _stop.Token);
                await Task.WhenAll(ThereAsync(sender, store), BackAsync(store, sender));
            }
            catch (Exception end) when (end is SocketException or OperationCanceledException)
            {
                // One of the two has closed the connection, or the test is over.
            }
        }
    }

    private async Task ThereAsync(Socket sender, Socket store)
    {
        var piece = new byte[PieceSize];
        for (int count; (count = await sender.ReceiveAsync(piece, _stop.Token)) > 0;)
        {
            await Task.Delay(Turn(count), _stop.Token);
            await store.SendAsync(piece.AsMemory(0, count), _stop.Token);
        }

        store.Shutdown(SocketShutdown.Send);
    }

    private async Task BackAsync(Socket store, Socket sender)
    {
        var piece = new byte[PieceSize];
        for (int count; (count = await store.ReceiveAsync(piece, _stop.Token)) > 0;)
        {
            await Task.Delay(_shape.Latency, _stop.Token);
            await sender.SendAsync(piece.AsMemory(0, count), _stop.Token);
        }

        sender.Shutdown(SocketShutdown.Both);
    }

    // How long until the link has carried so many bytes, behind all that were before them.
    private TimeSpan Turn(int bytes)
    {
        lock (_gate)
        {
            _taken += bytes;
            if (_taken > _shape.SilentAfter)
            {
                return Timeout.InfiniteTimeSpan;
            }

            var now = Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
            _busyUntil = Math.Max(now, _busyUntil) + (bytes / _shape.BytesPerSecond);
            var isLost = _random.Next(1000) < _shape.LostPerMille;
            return TimeSpan.FromSeconds(_busyUntil - now) + _shape.Latency + (isLost ? Repair : TimeSpan.Zero);
        }
    }
}
