using Discovitas.S3.Keeping;
using Discovitas.S3.Keys;
using Discovitas.S3.Reading;

namespace Discovitas.S3;

/// <content>Uploads that may be repeated.</content>
public partial class S3Service
{
    /// <summary>
    /// Has the app accept a file that was stored with <see cref="FileUploadRequest.IdempotencyKey"/>, once for all
    /// attempts of the upload: of those that arrive at once, in all instances of the app, and of those that follow. An
    /// attempt that failed, or stopped in the middle, leaves it to the next. Every attempt must call this method.
    /// </summary>
    /// <remarks>
    /// An empty object below <see cref="S3Settings.PendingPrefix"/> says that the file is accepted. When that has
    /// expired, a further attempt asks the app again.
    /// </remarks>
    /// <param name="file">The file, from <see cref="StoreAsync"/>.</param>
    /// <param name="acceptAsync">
    /// The app's function, which receives the file of all attempts. If it throws, so does this method; a file that this
    /// attempt has stored is then removed, unless another attempt may be having it accepted. With null, the app accepts
    /// every file.
    /// </param>
    /// <param name="cancellationToken">Cancels the call until the app is asked.</param>
    /// <returns>
    /// The file of all attempts. If another attempt has stored it, <see cref="StoredFile.IsReplay"/> is true, and what
    /// this attempt has stored is removed.
    /// </returns>
    /// <exception cref="ArgumentException">The file is not one of this service, or has no checksum.</exception>
    /// <exception cref="UploadRejectedException">
    /// Another attempt is having the file accepted (<see cref="UploadRejectionReason.BeingCompleted"/>), or has stored
    /// other bytes (<see cref="UploadRejectionReason.IdempotencyConflict"/>).
    /// </exception>
    /// <exception cref="S3StoreException">The store failed.</exception>
    public virtual Task<StoredFile> AcceptAsync(
        StoredFile file, Func<StoredFile, Task>? acceptAsync, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        var place = _addresses.KeyOf(file.PendingKey ?? file.Key);
        return _acceptance.AcceptAsync(place, file, _kept.Before(acceptAsync), cancellationToken);
    }

    /// <summary>
    /// Removes a file that was stored with <see cref="FileUploadRequest.AwaitsAcceptance"/> and is not to be accepted,
    /// unless it is the file of all attempts. Never throws for a failure of the store: the log names what may remain.
    /// </summary>
    /// <param name="file">The file, from <see cref="StoreAsync"/>.</param>
    /// <returns>A task that completes when the file is removed, or is the file of all attempts.</returns>
    /// <exception cref="ArgumentException">The file is not one of this service.</exception>
    public virtual Task WithdrawAsync(StoredFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var place = _addresses.KeyOf(file.PendingKey ?? file.Key);
        return file.IsReplay ? Task.CompletedTask : _repeats.WithdrawAsync(place, failure: null);
    }

    // Returns null for an upload that is not repeatable.
    private async Task<RepeatState?> FindAttemptsAsync(
        FileUploadRequest request, ObjectKey key, CancellationToken cancellationToken)
    {
        if (request.IdempotencyKey is null)
        {
            return null;
        }

        var state = await _repeats.FindAsync(key, cancellationToken).ConfigureAwait(false);
        if (state.Decided is null)
        {
            await _conditions.RequireAsync(cancellationToken).ConfigureAwait(false);
        }

        return state;
    }

    private async Task<StoredFile> ReplayAsync(
        EarlierObject earlier, ObjectKey key, PartReader parts, CancellationToken cancellationToken)
    {
        var sent = await RepeatedUploads.MeasureAsync(parts, cancellationToken).ConfigureAwait(false);
        return await _repeats.ReplayAsync(earlier, key, sent).ConfigureAwait(false);
    }
}
