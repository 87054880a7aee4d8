using System.Runtime.CompilerServices;
using Discovitas.S3.TestSupport.Stores;

namespace Discovitas.S3.Benchmarks;

/// <summary>
/// The promise: comparing a bucket of ten million files with as many records takes less than 1 GiB of memory; no file
/// that a record names is deleted, also if the process stops in the middle; and no records never empty the bucket.
/// </summary>
internal sealed class ReconcilePromise(int keys)
{
    private const long MiB = 1024 * 1024;
    private const int Default = 1_000_000;

    // One file of a hundred has no record, and one record of a hundred no file.
    private const int Share = 100;

    private bool _isKept = true;

    /// <returns>Null where the options make no sense.</returns>
    internal static Task<int>? Parse(string[] options) => options switch
    {
        [] => new ReconcilePromise(Default).RunAsync(),
        ["--keys", var number] when int.TryParse(
            number, NumberStyles.None, CultureInfo.InvariantCulture, out var keys) && keys >= Share =>
            new ReconcilePromise(keys).RunAsync(),
        _ => null,
    };

    private long Promise => keys > 10_000_000 ? long.MaxValue : 1024 * MiB;

    private int Unrecorded => (keys + Share - 1) / Share;

    private async Task<int> RunAsync()
    {
        await new ReconcilePromise(Share).ReportAsync();
        var report = await MeasureAsync("report", new MadeUpBucket(keys), Records(), new ReconcileOptions());
        Require(report.Unrecorded == Unrecorded && report.Missing == Unrecorded && report.Deleted == 0);
        await DeleteAsync();
        await EmptyAsync();
        Console.WriteLine(_isKept ? "The promise is kept." : "The promise is BROKEN.");
        return _isKept ? 0 : 1;
    }

    // Code comes with the first run.
    private Task<ReconcileResult> ReportAsync() =>
        new MadeUpBucket(keys).Service.Housekeeping.ReconcileAsync(Records());

    private async Task DeleteAsync()
    {
        var bucket = new MadeUpBucket(keys);
        var batches = 0;
        bucket.OnDelete = _ =>
        {
            if (++batches == 3)
            {
                throw new IOException("the process stops");
            }
        };
        try
        {
            await MeasureAsync("crash in the third batch", bucket, Records(), new ReconcileOptions { Delete = true });
        }
        catch (S3StoreException)
        {
            Console.WriteLine($"  until then {keys - bucket.Left} of {Unrecorded} files are deleted");
        }

        RequireRecordedFiles(bucket);
        bucket.OnDelete = _ => { };
        var rest = await MeasureAsync(
            "delete what the crash has left", bucket, Records(), new ReconcileOptions { Delete = true });
        RequireRecordedFiles(bucket);
        Require(!rest.ReachedLimit && bucket.Left == keys - Unrecorded);
    }

    private async Task EmptyAsync()
    {
        var bucket = new MadeUpBucket(keys);
        var options = new ReconcileOptions { Delete = true };
        try
        {
            await MeasureAsync("no records at all", bucket, Records().Take(0), options);
            Require(false);
        }
        catch (InvalidOperationException)
        {
            Require(bucket.Left == keys);
        }

        var limit = keys / 10;
        options = options with { MaxDeletions = limit };
        var result = await MeasureAsync($"no records, at most {limit} deletions", bucket, Records().Take(0), options);
        Require(result.ReachedLimit && result.Deleted == limit && bucket.Left == keys - limit);
    }

    private async Task<ReconcileResult> MeasureAsync(
        string name, MadeUpBucket bucket, IAsyncEnumerable<string> records, ReconcileOptions options)
    {
        GC.Collect();
        var before = Environment.WorkingSet;
        using var memory = new MemoryWatch();
        var clock = Stopwatch.StartNew();
        try
        {
            return await bucket.Service.Housekeeping.ReconcileAsync(records, options);
        }
        finally
        {
            clock.Stop();
            var peak = memory.Stop();
            Require(peak <= Promise);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {keys} files, {clock.Elapsed.TotalSeconds:F1} s, {bucket.Requests} requests, peak memory "
                + $"{peak / MiB} MiB (+{(peak - before) / MiB})"));
        }
    }

    private void RequireRecordedFiles(MadeUpBucket bucket)
    {
        for (var number = 0; number < keys; number++)
        {
            Require(number % Share == 0 || !bucket.IsDeleted(number));
        }
    }

    private void Require(bool condition) => _isKept &= condition;

    // All files but those without a record, and as many records without a file.
    private async IAsyncEnumerable<string> Records(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        for (var number = 0; number < keys + Unrecorded; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (number % Share != 0 || number >= keys)
            {
                yield return MadeUpBucket.KeyOf(number);
            }
        }
    }
}
