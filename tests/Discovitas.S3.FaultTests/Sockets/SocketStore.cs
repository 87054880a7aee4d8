using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Discovitas.S3.FaultTests.Sockets;

/// <summary>
/// A store that is a bare socket: it reads and writes HTTP itself, so that it can break it anywhere. What it does with
/// a request is said by <see cref="Script"/>.
/// </summary>
internal sealed class SocketStore : IAsyncDisposable
{
    internal const string BucketName = "bucket";

    // The pause between two bytes of white space. Several of them are longer than a silence may last.
    private static readonly TimeSpan Blank = TimeSpan.FromMilliseconds(150);

    private readonly ConcurrentQueue<RawRequest> _requests = new();
    private readonly ConcurrentDictionary<Task, bool> _work = new();
    private readonly ConcurrentDictionary<Socket, bool> _sockets = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool _isSecure;
    private readonly Task _accepting;

    internal SocketStore(StoreHabits habits, bool isSecure)
    {
        Bucket = new BucketModel(habits);
        _isSecure = isSecure;
        _listener.Start(100);
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        Url = isSecure ? $"https://localhost:{port}" : $"http://localhost:{port}";
        _accepting = AcceptAsync();
    }

    internal string Url { get; }

    internal BucketModel Bucket { get; }

    /// <summary>
    /// What goes wrong with a request, by its head and its number among those of its operation, from 1.
    /// </summary>
    internal Func<RawRequest, int, Twist?> Script { get; set; } = static (_, _) => null;

    internal IReadOnlyList<RawRequest> Requests => [.. _requests];

    internal int Count(RawOperation operation) => _requests.Count(request => request.Operation == operation);

    /// <summary>Waits until nothing is stored late any more.</summary>
    internal Task SettleAsync() => Task.WhenAll(_work.Keys);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        _disposed.TrySetResult();
        foreach (var socket in _sockets.Keys)
        {
            socket.Dispose();
        }

        await _accepting;
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync());
            }
            catch (Exception stopped) when (stopped is SocketException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        _sockets[socket] = true;
        try
        {
            await using var stream = await OpenAsync(socket);
            var connection = new RawConnection(stream);
            while (await connection.ReadHeadAsync() is { } head && await AnswerAsync(connection, stream, head, socket))
            {
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException)
        {
            // The client has left.
        }
        finally
        {
            _sockets.TryRemove(socket, out _);
            socket.Dispose();
        }
    }

    private async Task<Stream> OpenAsync(Socket socket)
    {
        var plain = new NetworkStream(socket, ownsSocket: false);
        if (!_isSecure)
        {
            return plain;
        }

        var secure = new SslStream(plain);
        await secure.AuthenticateAsServerAsync(TrustedCertificate.Instance);
        return secure;
    }

    // Returns whether the connection stays open.
    private async Task<bool> AnswerAsync(RawConnection connection, Stream stream, RawRequest head, Socket socket)
    {
        Twist twist;
        lock (_requests)
        {
            _requests.Enqueue(head);
            twist = Script(head, Count(head.Operation)) ?? new Twist("none");
        }

        if (twist.Ending is Ending.Early or Ending.Unread)
        {
            await SendAsync(stream, twist.Edit(RawReply.FromStore(200)), head);
            await (twist.Ending is Ending.Unread ? _disposed.Task : Task.CompletedTask);
            socket.Shutdown(SocketShutdown.Send);
            return false;
        }

        var request = await connection.ReadBodyAsync(head);
        var reply = RawReply.FromStore(200);
        if (twist.Late is { } late)
        {
            Work(late, () => Bucket.Handle(request, twist.Damage));
        }
        else if (twist.IsDone)
        {
            reply = Bucket.Handle(request, twist.Damage);
        }

        return await EndAsync(stream, twist.Edit(reply), (head, twist.Ending), socket);
    }

    private static async Task<bool> EndAsync(
        Stream stream, RawReply reply, (RawRequest Head, Ending Ending) how, Socket socket)
    {
        switch (how.Ending)
        {
            case Ending.Reset:
                socket.LingerState = new LingerOption(true, 0);
                return false;
            case Ending.Close:
                return false;
            case Ending.Cut:
                await stream.WriteAsync(reply.Head());
                await stream.WriteAsync(reply.Body.AsMemory(0, reply.Body.Length / 2));
                return false;
            case Ending.KeptAlive:
                await SendSlowlyAsync(stream, reply);
                return true;
            default:
                await SendAsync(stream, reply, how.Head);
                return reply.HasLength;
        }
    }

    private static async Task SendAsync(Stream stream, RawReply reply, RawRequest head)
    {
        byte[] bytes = head.Method is "HEAD" ? reply.Head() : [.. reply.Head(), .. reply.Body];
        await stream.WriteAsync(bytes);
    }

    private static async Task SendSlowlyAsync(Stream stream, RawReply reply)
    {
        const int Blanks = 20;
        var start = Array.IndexOf(reply.Body, (byte)'\n') + 1;
        await stream.WriteAsync((reply with { StatedLength = reply.Body.Length + Blanks }).Head());
        await stream.WriteAsync(reply.Body.AsMemory(0, start));
        for (var i = 0; i < Blanks; i++)
        {
            await stream.WriteAsync(" "u8.ToArray());
            await Task.Delay(Blank);
        }

        await stream.WriteAsync(reply.Body.AsMemory(start));
    }

    private void Work(TimeSpan delay, Action action)
    {
        var work = Task.Delay(delay).ContinueWith(_ => action(), TaskScheduler.Default);
        _work[work] = true;
    }
}
