namespace Discovitas.S3.ClientTests.Differential;

/// <summary>Carries out a sequence of calls on the embedded S3 and on Ceph, each in a bucket of its own.</summary>
internal static class Comparison
{
    /// <summary>Returns the differences that are not listed, each with its call.</summary>
    internal static async Task<IReadOnlyList<(Call Call, Difference Difference)>> RunAsync(IReadOnlyList<Call> calls)
    {
        await using var local = await Endpoint.OpenAsync(StoreKind.Local);
        await using var ceph = await Endpoint.OpenAsync(StoreKind.Ceph);
        using var first = new SignedClient(local);
        using var second = new SignedClient(ceph);
        var create = new Call(0, "CreateBucket", "PUT", Key: null);
        await Task.WhenAll(first.SendAsync(create), second.SendAsync(create));
        try
        {
            return await RunAsync(calls, first, second);
        }
        finally
        {
            await second.RemoveBucketAsync();
        }
    }

    /// <summary>Removes calls from a sequence, as long as a difference of the same kind is left.</summary>
    internal static async Task<IReadOnlyList<Call>> ShrinkAsync(
        IReadOnlyList<Call> calls, (Call Call, Difference Difference) found)
    {
        // What follows has no influence.
        IReadOnlyList<Call> kept = [.. calls.TakeWhile(call => call.Number <= found.Call.Number)];
        for (var size = Math.Max(1, kept.Count / 2); size >= 1; size /= 2)
        {
            for (var start = 0; start + size < kept.Count;)
            {
                IReadOnlyList<Call> fewer = [.. kept.Take(start), .. kept.Skip(start + size)];
                var left = await RunAsync(fewer);
                if (left.Any(other => other.Call == found.Call && other.Difference.Member == found.Difference.Member))
                {
                    kept = fewer;
                }
                else
                {
                    start += size;
                }
            }
        }

        return kept;
    }

    private static async Task<IReadOnlyList<(Call Call, Difference Difference)>> RunAsync(
        IReadOnlyList<Call> calls, SignedClient first, SignedClient second)
    {
        var found = new List<(Call, Difference)>();
        foreach (var call in calls)
        {
            var answers = await Task.WhenAll(first.SendAsync(call), second.SendAsync(call));
            found.AddRange(KnownDifferences.Unknown(call.Operation, answers[0], answers[1])
                .Select(difference => (call, difference)));
        }

        return found;
    }
}
