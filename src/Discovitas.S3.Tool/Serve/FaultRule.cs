using System.Text.RegularExpressions;
using Discovitas.S3.Local;

namespace Discovitas.S3.Tool.Serve;

/// <summary>Which requests have a fault. Counts those that it matches.</summary>
/// <param name="operation">The operation; null for any.</param>
/// <param name="names">What bucket and key must match; null for any, and for requests without a key.</param>
/// <param name="isDue">Whether the matching request with this 1-based number has the fault.</param>
/// <param name="fault">The fault.</param>
internal sealed class FaultRule(
    S3Operation? operation, (Regex? Bucket, Regex? Key) names, Func<int, bool> isDue, S3Fault fault)
{
    private int _matching;

    internal S3Fault? Find(S3Call call)
    {
        var matches = (operation is null || operation == call.Operation)
            && (names.Bucket?.IsMatch(call.Bucket) ?? true)
            && (names.Key is null || (call.Key is { } key && names.Key.IsMatch(key)));
        return matches && isDue(Interlocked.Increment(ref _matching)) ? fault : null;
    }
}
