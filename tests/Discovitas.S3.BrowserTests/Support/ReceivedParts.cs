using System.Collections.Concurrent;
using Discovitas.S3.Local;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>The parts that the embedded store has received, in their order, and what happens at one of them.</summary>
internal sealed class ReceivedParts
{
    private readonly ConcurrentQueue<int> _received = new();
    private readonly ConcurrentDictionary<int, Action> _actions = new();

    internal ReceivedParts(Store store) => store.Server!.Faults = call =>
    {
        if (call is { Operation: S3Operation.UploadPart, PartNumber: { } number })
        {
            _received.Enqueue(number);
            if (_actions.TryRemove(number, out var act))
            {
                act();
            }

            return IsHeld ? S3Fault.Silence : null;
        }

        return null;
    };

    internal IReadOnlyCollection<int> Received => _received;

    /// <summary>Gets or sets a value indicating whether the store stays silent when it receives a part.</summary>
    internal bool IsHeld { get; set; }

    /// <summary>Does something once, when a part is first received.</summary>
    internal void OnReceived(int number, Action act) => _actions[number] = act;
}
