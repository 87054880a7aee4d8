using System.Collections.Concurrent;
using Discovitas.S3.Local;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>
/// The embedded store stays silent when the second part first comes in, so that an upload stands still in its middle.
/// </summary>
internal sealed class HeldPart
{
    private readonly TaskCompletionSource _received = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<int> _parts = new();

    internal HeldPart(Store store) => store.Server!.Faults = Judge;

    /// <summary>The part is there.</summary>
    internal Task Received => _received.Task.WaitAsync(TimeSpan.FromMinutes(2));

    /// <summary>The numbers of the parts that came in, in the order in which they did.</summary>
    internal IReadOnlyCollection<int> Parts => _parts;

    private S3Fault? Judge(S3Call call)
    {
        if (call.Operation != S3Operation.UploadPart)
        {
            return null;
        }

        _parts.Enqueue(call.PartNumber!.Value);
        return call.PartNumber == 2 && _received.TrySetResult() ? S3Fault.Silence : null;
    }
}
