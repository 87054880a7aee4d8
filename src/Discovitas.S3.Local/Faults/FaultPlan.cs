using System.Globalization;
using Discovitas.S3.Local.Operations;
using Discovitas.S3.Local.Protocol;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Local.Faults;

/// <summary>Which request gets which fault, and the end of those that would last for ever.</summary>
internal sealed class FaultPlan : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private volatile CountedCalls? _calls;

    /// <summary>What is asked about every request; setting it starts the counts anew.</summary>
    public Func<S3Call, S3Fault?>? Ask
    {
        get => _calls?.Ask;
        set => _calls = value is null ? null : new CountedCalls(value);
    }

    /// <summary>Applies the fault of this request, or carries the request out if it has none.</summary>
    public Task ApplyAsync(
        HttpContext http, S3Request request, RequestContext context, Func<RequestContext, Task> carryOut)
    {
        return _calls?.Next(request) is { } fault
            ? fault.ApplyAsync(new FaultyRequest(new Connection(http, _stopping.Token), request, context, carryOut))
            : carryOut(context);
    }

    /// <summary>Ends what waits for the server's end.</summary>
    public void Dispose()
    {
        // not disposed of: requests may still come for the token, and without a timer there is nothing to release
        _stopping.Cancel();
    }

    /// <summary>A question with its counts: the two are replaced together.</summary>
    private sealed class CountedCalls(Func<S3Call, S3Fault?> ask)
    {
        private readonly object _counting = new();
        private readonly Dictionary<S3Operation, int> _numbers = [];
        private int _ordinal;

        public Func<S3Call, S3Fault?> Ask => ask;

        // asked outside the lock: the app's code may take its time, or set Faults
        public S3Fault? Next(S3Request request) => ask(Count(request));

        private S3Call Count(S3Request request)
        {
            lock (_counting)
            {
                _numbers[request.Operation] = _numbers.GetValueOrDefault(request.Operation) + 1;
                return new S3Call
                {
                    Operation = request.Operation,
                    Bucket = request.Bucket,
                    Key = request.Key.Length == 0 ? null : request.Key,
                    UploadId = request.Query["uploadId"],
                    PartNumber = int.TryParse(request.Query["partNumber"], NumberStyles.None, CultureInfo.InvariantCulture, out var part) ? part : null,
                    Number = _numbers[request.Operation],
                    Ordinal = ++_ordinal,
                };
            }
        }
    }
}
