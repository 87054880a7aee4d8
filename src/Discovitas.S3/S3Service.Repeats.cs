using Discovitas.S3.Keeping;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Discovitas.S3.Reading;

namespace Discovitas.S3;

/// <content>Uploads that may be repeated.</content>
public partial class S3Service
{
    /// <summary>
    /// Has the app accept a file that was stored with <see cref="FileUploadRequest.IdempotencyKey"/>, once for all
    /// attempts of the upload: of those that arrive at once, in all instances of the app, and of those that follow. An
    /// attempt that failed, or stopped in the middle, leaves it to the next.
    /// </summary>
    /// <remarks>
    /// An empty object below <see cref="S3Settings.PendingPrefix"/> says that the file is accepted. When that has
    /// expired, a further attempt asks the app again.
    /// </remarks>
    /// <param name="file">The file, from <see cref="StoreAsync"/>.</param>
    /// <param name="acceptAsync">
    /// The app's function. If it throws, so does this method; a file that this attempt has stored is then removed,
    /// unless another attempt may be having it accepted.
    /// </param>
    /// <param name="cancellationToken">Cancels the call until the app is asked.</param>
    /// <returns>A task that completes when the file is accepted.</returns>
    /// <exception cref="ArgumentException">The file is not one of this service.</exception>
    /// <exception cref="UploadRejectedException">
    /// Another attempt is having the file accepted (<see cref="UploadRejectionReason.BeingCompleted"/>).
    /// </exception>
    /// <exception cref="S3StoreException">The file has been removed meanwhile, or the store failed.</exception>
    public virtual Task AcceptAsync(
        StoredFile file, Func<StoredFile, Task> acceptAsync, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(acceptAsync);
        var place = _addresses.KeyOf(file.PendingKey ?? file.Key);
        return _acceptance.AcceptAsync(place, file, acceptAsync, cancellationToken);
    }

    private async Task<(WrittenObject Written, ObjectKey Place)?> FindEarlierAsync(
        FileUploadRequest request, ObjectKey key, PartReader parts, CancellationToken cancellationToken)
    {
        if (request.IdempotencyKey is null
            || await _repeats.FindAsync(key, request.Pending, cancellationToken).ConfigureAwait(false)
                is not { } earlier)
        {
            return null;
        }

        var sent = await RepeatedUploads.MeasureAsync(parts, cancellationToken).ConfigureAwait(false);
        return (await _repeats.RequireSameAsync(earlier, sent).ConfigureAwait(false), earlier.Place);
    }
}
