using System.Runtime.CompilerServices;
using Discovitas.S3.Keeping;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;

namespace Discovitas.S3;

/// <content>Variants: objects that the app stores beside a file.</content>
public partial class S3Service
{
    /// <summary>
    /// Stores a variant beside a file that is kept (S3 operations PutObject or a multipart upload, and then HeadObject,
    /// since the file may have been deleted meanwhile; without a <c>Cache-Control</c> of its own, HeadObject before as
    /// well). One of the same name is replaced. If the app has no
    /// <see cref="S3UploadsBuilder.OnKept(Func{KeptFile, CancellationToken, Task})"/>, call
    /// <see cref="S3UploadsBuilder.UseVariants"/>, so that variants are deleted with their file.
    /// </summary>
    /// <param name="keyOrUrl">The file.</param>
    /// <param name="request">The variant.</param>
    /// <param name="cancellationToken">Cancels the call, so that nothing is stored.</param>
    /// <returns>The variant: its key, its URL and what the store holds.</returns>
    /// <exception cref="ArgumentException">
    /// The argument is neither the key nor a URL of a file that is kept; or the name, the type or a header of the
    /// variant is not of the allowed form.
    /// </exception>
    /// <exception cref="S3StoreException">
    /// The file is missing (<see cref="S3StoreException.IsMissing"/>), or the store rejected a request or failed;
    /// nothing is stored, and one of the same name may be gone.
    /// </exception>
    /// <example>
    /// <code>
    /// var thumbnail = new FileVariantRequest("thumb.webp", "image/webp", bytes);
    /// StoredFile variant = await s3.StoreVariantAsync(picture.Key, thumbnail, cancellationToken);
    /// </code>
    /// </example>
    public virtual Task<StoredFile> StoreVariantAsync(
        string keyOrUrl, FileVariantRequest request, CancellationToken cancellationToken = default)
    {
        var key = RequireKept(keyOrUrl);
        _variants.RequireValid(key, request);
        return StoreAsync();

        async Task<StoredFile> StoreAsync()
        {
            var cacheControl = request.CacheControl
                ?? await _variants.GetCacheControlAsync(key, cancellationToken).ConfigureAwait(false);
            return await _variants
                .StoreAsync(key, request with { CacheControl = cacheControl }, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Lists the variants of a file in the order of their names (S3 operation ListObjectsV2).</summary>
    /// <param name="keyOrUrl">The file.</param>
    /// <param name="cancellationToken">Cancels the listing.</param>
    /// <returns>The variants; none if the file does not exist.</returns>
    /// <exception cref="ArgumentException">
    /// The argument is neither the key nor a URL of a file that is kept.
    /// </exception>
    /// <exception cref="S3StoreException">The store rejected the request, or failed.</exception>
    public virtual IAsyncEnumerable<ListedFile> ListVariantsAsync(
        string keyOrUrl, CancellationToken cancellationToken = default) =>
        ListVariantsOfAsync(RequireKept(keyOrUrl), cancellationToken);

    private async IAsyncEnumerable<ListedFile> ListVariantsOfAsync(
        ObjectKey original, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (key, found) in _variants.ListAsync(original, cancellationToken).ConfigureAwait(false))
        {
            yield return new ListedFile
            {
                Key = key.Value,
                Url = _addresses.PublicUrl(key),
                Size = found.Size ?? 0,
                LastModified = StoredObjects.Time(found.LastModified),
            };
        }
    }

    private ObjectKey RequireKept(string keyOrUrl)
    {
        var key = _addresses.KeyOf(keyOrUrl);
        return _addresses.IsKept(key.Value)
            ? key
            : throw new ArgumentException(
                "The file is pending. Only files that are kept have variants: keep it first.", nameof(keyOrUrl));
    }

    // Completes the upload of a file that is stored: one of several attempts is the file, and it is passed to the app's
    // functions once it is kept.
    private async Task<StoredFile> FinishAsync(
        FileUploadRequest request, ObjectKey place, StoredFile file, RepeatState? repeats)
    {
        if (repeats is not null)
        {
            return request switch
            {
                { AwaitsAcceptance: true } => file,
                { Pending: false } when _kept.HasHooks => await HookOnceAsync(file).ConfigureAwait(false),
                _ when file.IsReplay => file,
                _ => await _repeats.SettleAsync(place, file, repeats).ConfigureAwait(false),
            };
        }

        if (!request.Pending)
        {
            await _kept.RunOrRemoveAsync(file).ConfigureAwait(false);
        }

        return file;
    }

    // Once for all attempts, also if the one that has stored the file has stopped since.
    private Task<StoredFile> HookOnceAsync(StoredFile file) => _acceptance.AcceptAsync(
        _addresses.KeyOf(file.PendingKey ?? file.Key), file, _kept.Before(null), CancellationToken.None);
}
