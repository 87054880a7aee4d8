using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;

namespace Discovitas.S3.Direct;

/// <summary>
/// Lets the app accept a file once. An object below the pending prefix is the marker of a file that is not accepted
/// yet, so that other instances, and later requests, know.
/// </summary>
internal sealed class Acceptance(S3Caller caller)
{
    // How long another instance, which has stored the file, may take to have it accepted.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly ObjectHead _head = new(caller);
    private readonly ObjectCleanup _cleanup = new(caller);

    /// <summary>
    /// Marks a file as not accepted yet. A file that a client sent in one request is such a marker itself.
    /// </summary>
    internal Task MarkAsync(ObjectKey pending)
    {
        var request = new PutObjectRequest
        {
            BucketName = caller.Bucket,
            Key = pending.Value,
            ContentBody = "",
            ContentType = "application/octet-stream",
            UseChunkEncoding = false,
            DisablePayloadSigning = !caller.SignsPayload,
            ExpectedBucketOwner = caller.ExpectedOwner,
        };
        return caller.CleanUp().CallAsync(pending.Value, (client, token) => client.PutObjectAsync(request, token));
    }

    /// <summary>
    /// Asks the app, unless the file is accepted already. A file that the app does not accept is removed, but only by
    /// the call that stored it: any other may look at a file that an instance is about to accept.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="acceptAsync">Throws if the app does not accept the file.</param>
    internal async Task RequireAsync(Candidate file, Func<Task> acceptAsync)
    {
        if (!file.IsOurs && await IsAcceptedWithinAsync(Patience, file.Pending).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            await acceptAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (file.IsOurs)
        {
            // Two instances may have stored the same file at once. The other one removes the marker right after the
            // app has accepted the file, which may be why the app does not accept it twice.
            if (!await IsAcceptedWithinAsync(Pause, file.Pending).ConfigureAwait(false))
            {
                await _cleanup.RemoveAsync(file.Kept, failure).ConfigureAwait(false);
                await (file.IsEmptyMarker ? _cleanup.RemoveAsync(file.Pending, failure) : Task.CompletedTask)
                    .ConfigureAwait(false);
            }

            throw;
        }
    }

    private async Task<bool> IsAcceptedWithinAsync(TimeSpan patience, ObjectKey pending)
    {
        var time = caller.Context.Time;
        for (var start = time.GetTimestamp(); ;)
        {
            if (await _head.GetAsync(pending, CancellationToken.None).ConfigureAwait(false) is null)
            {
                return true;
            }

            if (time.GetElapsedTime(start) >= patience)
            {
                return false;
            }

            await Task.Delay(Pause, time).ConfigureAwait(false);
        }
    }
}
