using Discovitas.S3.Keys;
using Discovitas.S3.Variants;

namespace Discovitas.S3;

/// <summary>
/// Represents a file that has just been kept, for functions that store variants beside it
/// (<see cref="S3UploadsBuilder.OnKept(Func{KeptFile, CancellationToken, Task})"/>). Thread-safe.
/// </summary>
public class KeptFile
{
    private readonly ObjectKey _key;
    private readonly VariantFiles _variants = null!;
    private string? _cacheControl;

    internal KeptFile(StoredFile file, ObjectKey key, VariantFiles variants)
    {
        File = file;
        _key = key;
        _variants = variants;
    }

    /// <summary>Initializes an instance for an app's tests that mock this class.</summary>
    protected KeptFile()
    {
    }

    /// <summary>Gets the file.</summary>
    public virtual StoredFile File { get; } = null!;

    /// <summary>
    /// Opens the file for reading, as it is stored (S3 operation GetObject). The bytes are streamed and not held in
    /// memory.
    /// </summary>
    /// <param name="cancellationToken">Cancels the call, but not later reads of the content.</param>
    /// <returns>The bytes and their properties. Dispose the object to release the connection.</returns>
    /// <exception cref="S3StoreException">The store rejected the request, or failed.</exception>
    public virtual async Task<FileDownload> OpenReadAsync(CancellationToken cancellationToken = default)
    {
        var file = await _variants.OpenOriginalAsync(_key, cancellationToken).ConfigureAwait(false);
        _cacheControl = file.CacheControl ?? "";
        return file;
    }

    /// <summary>
    /// Stores a variant beside the file (S3 operations PutObject, or a multipart upload if it is longer than one part;
    /// and then HeadObject, since the file may have been deleted meanwhile). One of the same name is replaced. The
    /// first variant without a <c>Cache-Control</c> of its own costs another HeadObject, unless the file was opened
    /// before.
    /// </summary>
    /// <param name="request">The variant.</param>
    /// <param name="cancellationToken">Cancels the call, so that nothing is stored.</param>
    /// <returns>The variant: its key, its URL and what the store holds.</returns>
    /// <exception cref="ArgumentException">The name, the type or a header is not of the allowed form.</exception>
    /// <exception cref="S3StoreException">
    /// The file is missing (<see cref="S3StoreException.IsMissing"/>), or the store rejected a request or failed;
    /// nothing is stored, and one of the same name may be gone.
    /// </exception>
    public virtual async Task<StoredFile> StoreVariantAsync(
        FileVariantRequest request, CancellationToken cancellationToken = default)
    {
        _variants.RequireValid(_key, request);
        var cacheControl = request.CacheControl
            ?? (_cacheControl ??= await _variants.GetCacheControlAsync(_key, cancellationToken).ConfigureAwait(false));
        return await _variants
            .StoreAsync(_key, request with { CacheControl = cacheControl }, cancellationToken).ConfigureAwait(false);
    }
}
