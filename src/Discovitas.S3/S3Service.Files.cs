using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Discovitas.S3.Diagnostics;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;

namespace Discovitas.S3;

/// <content>Stored files: their public URLs and metadata; reading, deleting and listing them.</content>
public partial class S3Service
{
    /// <summary>
    /// Returns the public URL of a file, whether or not the file exists. Anyone can read it if the bucket or the CDN
    /// allows that.
    /// </summary>
    /// <param name="keyOrUrl">The file.</param>
    /// <returns>The URL. It does not expire.</returns>
    /// <exception cref="ArgumentException">The argument is neither a key nor a URL of this service.</exception>
    public virtual string GetPublicUrl(string keyOrUrl) => _addresses.PublicUrl(_addresses.FileOrVariant(keyOrUrl));

    /// <summary>Returns the metadata of a file (S3 operation HeadObject).</summary>
    /// <param name="keyOrUrl">The file.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Size, content type, ETag and user metadata; null if the file does not exist.</returns>
    /// <exception cref="ArgumentException">The argument is neither a key nor a URL of this service.</exception>
    /// <exception cref="S3StoreException">
    /// The store rejected the request, or failed. If access is denied, this exception is thrown even if the file does
    /// not exist.
    /// </exception>
    public virtual Task<StoredFileMetadata?> GetMetadataAsync(
        string keyOrUrl, CancellationToken cancellationToken = default) =>
        _objects.HeadAsync(_addresses.FileOrVariant(keyOrUrl), cancellationToken);

    /// <summary>Returns whether a file exists (S3 operation HeadObject).</summary>
    /// <param name="keyOrUrl">The file.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns><see langword="true"/> if the file exists; otherwise, <see langword="false"/>.</returns>
    /// <exception cref="ArgumentException">The argument is neither a key nor a URL of this service.</exception>
    /// <exception cref="S3StoreException">
    /// The store rejected the request, or failed. If access is denied, this exception is thrown even if the file does
    /// not exist.
    /// </exception>
    public virtual async Task<bool> ExistsAsync(string keyOrUrl, CancellationToken cancellationToken = default) =>
        await _objects.HeadAsync(_addresses.FileOrVariant(keyOrUrl), cancellationToken)
            .ConfigureAwait(false) is not null;

    /// <summary>
    /// Opens a file for reading (S3 operation GetObject). The bytes are streamed from the store and not held in memory.
    /// </summary>
    /// <param name="keyOrUrl">The file.</param>
    /// <param name="offset">The first byte to read, from 0. The default is 0.</param>
    /// <param name="length">The maximum number of bytes to read, at least 1. The default is all.</param>
    /// <param name="cancellationToken">Cancels the call, but not later reads of the content.</param>
    /// <returns>The bytes and their properties. Dispose the object to release the connection.</returns>
    /// <exception cref="ArgumentException">
    /// The argument is neither a key nor a URL of this service; or the offset or the length is out of range.
    /// </exception>
    /// <exception cref="S3StoreException">
    /// The file does not exist (<see cref="S3StoreException.IsMissing"/>), or is shorter than the offset; or the store
    /// rejected the request, or failed.
    /// </exception>
    /// <example>
    /// <code>
    /// await using FileDownload file = await s3.OpenReadAsync(key);
    /// await file.Content.CopyToAsync(destination);
    /// </code>
    /// </example>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "The overloads differ in their second parameter.")]
    public virtual Task<FileDownload> OpenReadAsync(
        string keyOrUrl, long offset = 0, long? length = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfLessThan(length ?? 1, 1, nameof(length));
        return _reader.OpenAsync(_addresses.FileOrVariant(keyOrUrl), offset, length, cancellationToken);
    }

    /// <summary>
    /// Deletes a file (S3 operation DeleteObject). Succeeds if the file does not exist. In a store whose files can have
    /// variants (<see cref="S3UploadsBuilder.UseVariants"/>), its variants are deleted after it (ListObjectsV2 and
    /// DeleteObjects). If the call fails or is cancelled, repeat it.
    /// </summary>
    /// <param name="keyOrUrl">The file.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that completes when the file is deleted.</returns>
    /// <exception cref="ArgumentException">The argument is neither a key nor a URL of this service.</exception>
    /// <exception cref="S3StoreException">The store rejected the request, or failed.</exception>
    [SuppressMessage(
        "ApiDesign", "RS0026", Justification = "One and many differ in their first parameter, which is required.")]
    public virtual async Task DeleteAsync(string keyOrUrl, CancellationToken cancellationToken = default)
    {
        var key = _addresses.FileOrVariant(keyOrUrl);
        await _objects.DeleteAsync(key, cancellationToken).ConfigureAwait(false);
        var variants = await _kept.DeleteVariantsAsync([key], cancellationToken).ConfigureAwait(false);
        _context.Logger.Deleted(1 + variants);
    }

    /// <summary>
    /// Deletes files, up to a thousand per request (S3 operation DeleteObjects). Succeeds if some of them do not exist.
    /// In a store whose files can have variants (<see cref="S3UploadsBuilder.UseVariants"/>), those are deleted after
    /// them, which takes one more request for each file (ListObjectsV2). If the call fails or is cancelled, repeat it.
    /// </summary>
    /// <param name="keysOrUrls">The files. All are checked before the first is deleted.</param>
    /// <param name="cancellationToken">Cancels the call between requests.</param>
    /// <returns>A task that completes when the files are deleted.</returns>
    /// <exception cref="ArgumentException">One of the arguments is neither a key nor a URL of this service.</exception>
    /// <exception cref="S3StoreException">
    /// The store rejected the request, or failed; the message says how many files are not deleted.
    /// </exception>
    [SuppressMessage(
        "ApiDesign", "RS0026", Justification = "One and many differ in their first parameter, which is required.")]
    public virtual async Task DeleteAsync(IEnumerable<string> keysOrUrls, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keysOrUrls);
        var keys = keysOrUrls.Select(one => _addresses.FileOrVariant(one, nameof(keysOrUrls))).Distinct().ToList();
        await _objects.DeleteAsync(keys, cancellationToken).ConfigureAwait(false);
        var variants = await _kept.DeleteVariantsAsync(keys, cancellationToken).ConfigureAwait(false);
        _context.Logger.Deleted(keys.Count + variants);
    }

    /// <summary>
    /// Lists the files of this service in a folder and below it, in the order of their keys (S3 operation
    /// ListObjectsV2). Variants are not listed; <see cref="ListVariantsAsync"/> lists those of a file.
    /// </summary>
    /// <param name="folder">The folder, as in <see cref="FileUploadRequest.Folder"/>. The default is all files.</param>
    /// <param name="cancellationToken">Cancels the listing.</param>
    /// <returns>The files. They are fetched in pages of a thousand, as they are enumerated.</returns>
    /// <exception cref="ArgumentException">The folder is not of the allowed form.</exception>
    /// <exception cref="S3StoreException">The store rejected the request, or failed.</exception>
    /// <example>
    /// <code>
    /// await foreach (ListedFile file in s3.ListAsync("avatars/42"))
    /// {
    ///     Console.WriteLine($"{file.Key}: {file.Size} bytes");
    /// }
    /// </code>
    /// </example>
    public virtual IAsyncEnumerable<ListedFile> ListAsync(
        string? folder = null, CancellationToken cancellationToken = default) =>
        ListOwnAsync(
            _settings.KeyPrefix + Argument(nameof(folder), () => ObjectKey.FolderPrefix(folder)), cancellationToken);

    private async IAsyncEnumerable<ListedFile> ListOwnAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var found in _objects.ListAsync(prefix, cancellationToken).ConfigureAwait(false))
        {
            // Variants, and objects under the prefix that this service did not create, are not listed.
            if (ObjectKey.TryParse(found.Key, _settings.KeyPrefix, out var key))
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
    }

    // Outside an upload, input that breaks a rule is a wrong argument, not a rejected upload.
    private static T Argument<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (UploadRejectedException wrong)
        {
            throw new ArgumentException(wrong.Message, name, wrong);
        }
    }
}
