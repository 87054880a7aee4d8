using Discovitas.S3.Diagnostics;

namespace Discovitas.S3;

/// <content>Files that wait until the app keeps them.</content>
public partial class S3Service
{
    /// <summary>
    /// Keeps a file that was stored with <see cref="FileUploadRequest.Pending"/>: copies it to its final key and
    /// deletes the pending object (S3 operations CopyObject, or UploadPartCopy for a large file, and DeleteObject). The
    /// call can be repeated, and then returns the same file. With inspectors (<see cref="IUploadInspector"/>) the file
    /// is inspected here, not when it is stored.
    /// </summary>
    /// <param name="keyOrUrl">
    /// The file. For a direct upload use <see cref="S3DirectUploads.CompleteAsync"/>, which verifies the file first.
    /// </param>
    /// <param name="cancellationToken">Cancels the call until the copy begins.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ArgumentException">The argument is neither a key nor a URL of this service.</exception>
    /// <exception cref="UploadRejectedException">
    /// An inspector rejects the file, which is removed; or, in a store with a function for kept files
    /// (<see cref="S3UploadsBuilder.OnKept(Func{KeptFile, CancellationToken, Task})"/>), another process is keeping it
    /// (<see cref="UploadRejectionReason.BeingCompleted"/>).
    /// </exception>
    /// <exception cref="UploadInspectionException">
    /// The file could not be inspected. It stays pending, and the call can be repeated.
    /// </exception>
    /// <exception cref="S3StoreException">
    /// The file is neither pending nor kept (<see cref="S3StoreException.IsMissing"/>): it was never stored, or has
    /// expired; or the store rejected a request, or failed, and the call can be repeated.
    /// </exception>
    /// <example>
    /// <code>
    /// var file = await s3.StoreAsync(request with { Pending = true }, cancellationToken);
    /// await orders.AddAsync(order with { Invoice = file.Key }, cancellationToken); // the app's own transaction
    /// await s3.KeepAsync(file.Key, cancellationToken);
    /// </code>
    /// </example>
    public virtual Task<StoredFile> KeepAsync(string keyOrUrl, CancellationToken cancellationToken = default)
    {
        var key = _addresses.KeyOf(keyOrUrl);
        return KeepAsync();

        async Task<StoredFile> KeepAsync()
        {
            try
            {
                return await _pending.KeepAsync(key, cancellationToken).ConfigureAwait(false);
            }
            catch (UploadRejectedException rejection)
            {
                _context.Logger.Rejected(rejection.Reason);
                Telemetry.Rejected(_context, rejection.Reason);
                throw;
            }
        }
    }
}
