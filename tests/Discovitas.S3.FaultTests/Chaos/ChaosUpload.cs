using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.FaultTests.Chaos;

/// <summary>
/// One upload of chaos: what it sends, what goes wrong with it, and what it leads to, all from its own random numbers.
/// </summary>
internal sealed class ChaosUpload
{
    private const int MiB = 1024 * 1024;

    private static readonly ContentKind[] Kinds =
    [
        ContentKind.Bytes, ContentKind.File, ContentKind.Seekable, ContentKind.Unseekable, ContentKind.UnknownLength
    ];

    // Those where something changes, and some between.
    private static readonly int[] Sizes =
    [
        0, 1, 4096, 100_000, MiB, (5 * MiB) - 1, 5 * MiB, (5 * MiB) + 1, 8_000_000, 10 * MiB, 11_111_111, 12 * MiB
    ];

    private readonly ConcurrentQueue<LoggedRequest> _requests = new();
    private readonly ChaosPlan _plan;

    internal ChaosUpload(Random random)
    {
        Source = new Source(Kinds[random.Next(Kinds.Length)], Payload.Get(Sizes[random.Next(Sizes.Length)]));
        _plan = new ChaosPlan(random);
    }

    internal Source Source { get; }

    internal ShortWaits Time { get; } = World.CreateClock();

    internal LogCollector Messages { get; } = new(LogLevel.Warning);

    internal IReadOnlyList<LoggedRequest> Requests => [.. _requests];

    internal S3Fault? FaultFor(S3Call call)
    {
        var fault = _plan.FaultFor(call);
        _requests.Enqueue(new LoggedRequest(Time.Elapsed, call.Operation, call.PartNumber, fault?.ToString()));
        return fault;
    }
}
