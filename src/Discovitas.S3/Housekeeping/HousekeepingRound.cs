using System.Diagnostics.CodeAnalysis;
using Discovitas.S3.Diagnostics;
using Discovitas.S3.Direct;
using Discovitas.S3.Keys;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Housekeeping;

/// <summary>One round of housekeeping: measures, then cleans, and goes on with the next step if one fails.</summary>
internal sealed class HousekeepingRound(
    S3Housekeeping housekeeping, HousekeepingOptions options, StorageGauges gauges)
{
    private readonly HousekeepingContext _context = housekeeping.Context;
    private bool _isWarned;

    private ILogger Logger => _context.Caller.Logger;

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        if (options.Measure)
        {
            await TryAsync("measuring", () => MeasureAsync(cancellationToken), cancellationToken)
                .ConfigureAwait(false);
        }

        if (options.DeletePendingAfter is not null || options.AbortUploadsAfter is not null)
        {
            await TryAsync("cleaning", () => CleanAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task MeasureAsync(CancellationToken cancellationToken)
    {
        try
        {
            var usage = await housekeeping.GetUsageAsync(options.Folder, options.Depth, null, cancellationToken)
                .ConfigureAwait(false);
            gauges.Set(usage);
            Warn(usage);
            if (options.OnMeasured is { } onMeasured)
            {
                await onMeasured(usage, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (S3StoreException)
        {
            // An old value would pass for a new one.
            gauges.Clear();
            throw;
        }
    }

    // Once, and again only after the files have been below both limits.
    private void Warn(StorageUsage usage)
    {
        var isAbove = usage.Files > options.WarnAboveFiles || usage.Bytes > options.WarnAboveBytes;
        if (isAbove && !_isWarned)
        {
            Logger.StorageAboveLimit(usage.Files, usage.Bytes, options.WarnAboveFiles, options.WarnAboveBytes);
        }

        _isWarned = isAbove;
    }

    private async Task CleanAsync(CancellationToken cancellationToken)
    {
        var key = ObjectKey.Unchecked(_context.Settings.KeyPrefix + PendingNames.CleaningTurn);
        ProcessTurn turn;
        try
        {
            turn = await new ProcessTurns(_context.Caller, _context.Addresses).TakeAsync(key, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (UploadRejectedException)
        {
            Logger.CleanedByAnother();
            return;
        }

        await using (turn.ConfigureAwait(false))
        {
            await turn.RemoveOverdueAsync().ConfigureAwait(false);
            await CleanAsync(turn, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CleanAsync(ProcessTurn turn, CancellationToken cancellationToken)
    {
        var limits = new CleaningOptions { MaxDeletions = options.MaxDeletions };
        Func<Task<bool>> mayContinueAsync = () => MayContinueAsync(turn);
        if (options.DeletePendingAfter is { } pendingAge)
        {
            await TryAsync(
                "deleting pending files",
                () => housekeeping.CleanPendingAsync(pendingAge, limits, mayContinueAsync, cancellationToken),
                cancellationToken).ConfigureAwait(false);
        }

        if (options.AbortUploadsAfter is { } uploadAge)
        {
            await TryAsync(
                "aborting unfinished uploads",
                () => housekeeping.AbortUploadsAsync(uploadAge, limits, mayContinueAsync, cancellationToken),
                cancellationToken).ConfigureAwait(false);
        }
    }

    // Others regard a turn that is not renewed as over.
    private static async Task<bool> MayContinueAsync(ProcessTurn turn) =>
        !turn.IsOld || await turn.IsAloneAsync().ConfigureAwait(false);

    [SuppressMessage("Design", "CA1031", Justification = "Whatever fails, the next round may succeed.")]
    private async Task TryAsync(string step, Func<Task> runAsync, CancellationToken cancellationToken)
    {
        try
        {
            await runAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Logger.HousekeepingFailed(failure, step);
        }
    }
}
