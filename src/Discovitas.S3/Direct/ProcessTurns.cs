using Amazon.S3.Model;
using Discovitas.S3.Addressing;
using Discovitas.S3.Client;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Discovitas.S3.Rules;
using Discovitas.S3.Writing;

namespace Discovitas.S3.Direct;

/// <summary>
/// Lets one process at a time have a file accepted. Each announces itself by an object of its own, lists them, and goes
/// on only if it is alone: of two that come at once, at least one sees the other (Dekker's algorithm). It needs nothing
/// of a store but that a listing shows what was stored before, which S3 guarantees since December 2020.
/// </summary>
internal sealed class ProcessTurns(S3Caller caller, ObjectAddresses addresses)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    // A process that takes longer has probably stopped. If it has not, ProcessTurn.IsAloneAsync still prevents harm.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Waits for the turn, which ends with disposal.</summary>
    /// <exception cref="UploadRejectedException">Another process has the turn, and keeps it.</exception>
    internal async Task<ProcessTurn> TakeAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var time = caller.Context.Time;
        var start = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var turn = new ProcessTurn(this, addresses.TurnPrefix(key));
            if (await TryTakeAsync(turn).ConfigureAwait(false))
            {
                return turn;
            }

            if (time.GetElapsedTime(start) >= Patience)
            {
                throw RepeatRules.BeingCompleted();
            }

            // Two that have seen each other must not meet again.
            await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gets a value indicating whether others may soon regard a turn of this age as over.</summary>
    internal bool IsOld(long since) => caller.Context.Time.GetElapsedTime(since) >= Limit / 2;

    internal long Now => caller.Context.Time.GetTimestamp();

    internal Task AnnounceAsync(string name) => new EmptyObjects(caller).StoreAsync(name);

    /// <summary>Returns the turns of all processes.</summary>
    /// <exception cref="S3StoreException">The store failed, or does not list the given turn, which it has.</exception>
    internal async Task<IReadOnlyList<S3Object>> ListAsync(ProcessTurn own)
    {
        var request = new ListObjectsV2Request
        {
            BucketName = caller.Bucket,
            Prefix = own.Prefix,
            ExpectedBucketOwner = caller.ExpectedOwner,
        };
        var page = await caller.CleanUp()
            .CallAsync(own.Name.Value, async (client, token) =>
            {
                var page = await client.ListObjectsV2Async(request, token).ConfigureAwait(false);
                return caller.Failures.RequireSign(page, own.Name.Value, !string.IsNullOrEmpty(page?.Name));
            })
            .ConfigureAwait(false);
        var found = page?.S3Objects ?? [];
        return !StoreReply.IsFromNetwork(page) || found.Exists(one => one.Key == own.Name.Value)
            ? found
            : throw caller.Failures.NotListed(own.Name.Value);
    }

    internal Task RemoveAsync(ObjectKey name) => new ObjectCleanup(caller).RemoveAsync(name);

    private async Task<bool> TryTakeAsync(ProcessTurn turn)
    {
        var isAlone = false;
        try
        {
            await turn.AnnounceAsync().ConfigureAwait(false);
            var found = await ListAsync(turn).ConfigureAwait(false);

            // Both times are the store's own.
            var now = found.FirstOrDefault(one => one.Key == turn.Name.Value)?.LastModified;
            var others = found.Where(one => one.Key != turn.Name.Value).ToList();
            var overdue = others.Where(one => one.LastModified + Limit < now);
            turn.Overdue = [.. overdue.Select(one => ObjectKey.Unchecked(one.Key))];
            isAlone = turn.Overdue.Count == others.Count;
            return isAlone;
        }
        finally
        {
            if (!isAlone)
            {
                await turn.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
