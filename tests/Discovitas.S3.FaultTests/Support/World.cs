using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.FaultTests.Support;

/// <summary>
/// A store of its own with faults on order, and a clock on which waiting is short. Each run has its own: the SDK
/// remembers retries and clocks for each endpoint, so that one run would change the next.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    /// <summary>How many times shorter a wait is: the idle timeout of 30 seconds takes 3.</summary>
    private const int TimesShorter = 10;

    // The SDK's own pauses take real time, in which a timeout on the world's clock must not come too early.
    private const int TimesShorterBesideTheSdk = 5;

    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(3);

    private readonly ConcurrentQueue<LoggedRequest> _requests = new();
    private readonly DirectoryInfo _folder;
    private readonly StoreInspector _inspector;
    private Socket? _held;
    private long _lastRequest = Stopwatch.GetTimestamp();

    private World(DirectoryInfo folder, LocalS3Server server, ShortWaits time)
    {
        Time = time;
        _folder = folder;
        Server = server;
        _inspector = new StoreInspector(server);
    }

    internal LocalS3Server Server { get; private set; }

    internal ShortWaits Time { get; }

    internal LogCollector Messages { get; } = new(LogLevel.Warning);

    /// <summary>How long, in real time, the store has been asked for nothing.</summary>
    internal TimeSpan Quiet => Stopwatch.GetElapsedTime(Volatile.Read(ref _lastRequest));

    internal IReadOnlyList<LoggedRequest> Requests => [.. _requests];

    /// <summary>Makes a clock for uploads that wait on nothing else.</summary>
    internal static ShortWaits CreateClock() => new(TimesShorter, MostWait);

    /// <summary>Starts one for an upload by a subject.</summary>
    internal static async Task<World> StartAsync(ISubject subject)
    {
        var time = subject.WaitsOnTheClock ? CreateClock() : new ShortWaits(TimesShorterBesideTheSdk);
        var folder = Directory.CreateTempSubdirectory("discovitas-world-");
        var server = await LocalS3Server.StartAsync(new LocalS3Options { Folder = folder.FullName });
        return new World(folder, server, time);
    }

    /// <summary>Puts faults in the way from now on.</summary>
    internal void Break(Func<S3Call, S3Fault?> plan) => Server.Faults = call =>
    {
        var fault = plan(call);
        Volatile.Write(ref _lastRequest, Stopwatch.GetTimestamp());
        _requests.Enqueue(new LoggedRequest(Time.Elapsed, call.Operation, call.PartNumber, fault?.ToString()));
        return fault;
    };

    /// <summary>Stops the server: nothing accepts connections, and no other server can take the address.</summary>
    internal async ValueTask StopAsync()
    {
        await Server.DisposeAsync();
        _held = new Socket(SocketType.Stream, ProtocolType.Tcp);

        // To bind in spite of connections that have just ended, and not to be joined by another server.
        _held.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _held.Bind(new IPEndPoint(IPAddress.Loopback, new Uri(Server.ServiceUrl).Port));
        _held.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, false);
    }

    /// <summary>Starts it at the same address, with what it held and without faults.</summary>
    internal async Task StartAgainAsync()
    {
        _held?.Dispose();
        Server = await LocalS3Server.StartAsync(
            new LocalS3Options { Folder = _folder.FullName, Port = new Uri(Server.ServiceUrl).Port });
    }

    /// <summary>What is there, once nothing is in the way any more.</summary>
    internal Task<Holdings> LookAsync()
    {
        Server.Faults = null;
        return Holdings.ReadAsync(_inspector);
    }

    public async ValueTask DisposeAsync()
    {
        _inspector.Dispose();
        _held?.Dispose();
        await Server.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
