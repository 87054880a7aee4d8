using Discovitas.S3.Local.Operations;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Faults;

/// <summary>Applies faults to requests, and ends those that would last forever.</summary>
internal sealed class FaultPlan : IDisposable
{
    private CancellationTokenSource _stopping = new();
    private volatile CallCounter? _calls;

    /// <summary>
    /// Gets or sets the function that chooses the fault of a request. Setting it restarts the counts.
    /// </summary>
    internal Func<S3Call, S3Fault?>? Choose
    {
        get => _calls?.Choose;
        set => _calls = value is null ? null : new CallCounter(value);
    }

    /// <summary>Applies the fault of a request, or carries the request out if it has none.</summary>
    internal async Task<S3Response?> ApplyAsync(
        HttpContext http, S3Request request, RequestContext context, Func<RequestContext, Task<S3Response>> carryOut)
    {
        if (_calls?.Next(request) is not { } fault)
        {
            return await carryOut(context).ConfigureAwait(false);
        }

        var connection = new Connection(http, context.Clock, _stopping.Token);
        return await fault.ApplyAsync(new FaultyRequest(connection, request, context, carryOut)).ConfigureAwait(false);
    }

    /// <summary>Ends the faults that wait now. Later ones wait again.</summary>
    internal void EndWaiting() => Interlocked.Exchange(ref _stopping, new CancellationTokenSource()).Cancel();

    /// <summary>Ends the faults that wait until the server stops.</summary>
    public void Dispose()
    {
        // The source itself is not disposed: requests may still need its token, and it has no timer to release.
        _stopping.Cancel();
    }
}
