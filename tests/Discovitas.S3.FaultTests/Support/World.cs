using System.Collections.Concurrent;
using Discovitas.S3.Local;

namespace Discovitas.S3.FaultTests.Support;

/// <summary>
/// A store of its own with faults on order, and a clock on which waiting is short. Each run has its own: the SDK remembers retries and
/// clocks for each endpoint, so that one run would change the next.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    /// <summary>How many times shorter a wait is: the idle timeout of 30 seconds takes 3.</summary>
    internal const int TimesShorter = 10;

    private readonly ConcurrentQueue<LoggedRequest> _requests = new();
    private readonly StoreInspector _inspector;

    private World(LocalS3Server server)
    {
        Server = server;
        _inspector = new StoreInspector(server);
    }

    internal LocalS3Server Server { get; }

    internal ShortWaits Time { get; } = new(TimesShorter);

    internal LoggedMessages Messages { get; } = new();

    internal IReadOnlyList<LoggedRequest> Requests => [.. _requests];

    internal static async Task<World> StartAsync(LocalS3Options? options = null) => new(await LocalS3Server.StartAsync(options));

    /// <summary>Puts faults in the way from now on.</summary>
    internal void Break(Func<S3Call, S3Fault?> plan) => Server.Faults = call =>
    {
        var fault = plan(call);
        _requests.Enqueue(new LoggedRequest(Time.Elapsed, call.Operation, call.PartNumber, fault is not null));
        return fault;
    };

    /// <summary>What is there, once nothing is in the way any more.</summary>
    internal Task<Holdings> LookAsync()
    {
        Server.Faults = null;
        return _inspector.LookAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _inspector.Dispose();
        await Server.DisposeAsync();
    }
}
