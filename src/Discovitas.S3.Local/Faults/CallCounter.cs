using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Faults;

/// <summary>Chooses the faults of requests by a function, and counts the requests for it.</summary>
internal sealed class CallCounter(Func<S3Call, S3Fault?> choose)
{
    private readonly object _counting = new();
    private readonly Dictionary<S3Operation, int> _numbers = [];
    private int _requests;

    internal Func<S3Call, S3Fault?> Choose => choose;

    /// <summary>
    /// Counts a request and returns its fault. Calls the function outside the lock, because it may take its time.
    /// </summary>
    internal S3Fault? Next(S3Request request) => choose(Count(request));

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
                PartNumber = PartNumber(request),
                OperationNumber = _numbers[request.Operation],
                RequestNumber = ++_requests,
            };
        }
    }

    private static int? PartNumber(S3Request request)
    {
        var text = request.Query["partNumber"];
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
