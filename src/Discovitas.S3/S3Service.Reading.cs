using System.Diagnostics.CodeAnalysis;
using Discovitas.S3.Objects;

namespace Discovitas.S3;

/// <content>Reading for a client, under its conditions.</content>
public partial class S3Service
{
    /// <summary>
    /// Opens a file for reading as an HTTP client asks for it: a range, or only if it has changed (S3 operation
    /// GetObject). It takes one request, and a second one if <see cref="FileReadOptions.IfRange"/> does not match.
    /// </summary>
    /// <param name="keyOrUrl">The file.</param>
    /// <param name="options">What is to be read, and when not.</param>
    /// <param name="cancellationToken">Cancels the call, but not later reads of the content.</param>
    /// <returns>
    /// The bytes and their properties, or null if the client has the file already. Dispose the object to release the
    /// connection.
    /// </returns>
    /// <exception cref="ArgumentException">The argument is neither a key nor a URL of this service.</exception>
    /// <exception cref="S3StoreException">
    /// The file does not exist (<see cref="S3StoreException.IsMissing"/>); the range begins after its end (status 416);
    /// or the store rejected the request, or failed.
    /// </exception>
    /// <example>
    /// <code>
    /// await using FileDownload? file = await s3.OpenReadAsync(key, new FileReadOptions { Range = "bytes=-500" });
    /// </code>
    /// </example>
    [SuppressMessage("ApiDesign", "RS0026", Justification = "The overloads differ in their second parameter.")]
    public virtual Task<FileDownload?> OpenReadAsync(
        string keyOrUrl, FileReadOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return _reader.OpenAsync(_addresses.FileOrVariant(keyOrUrl), new ReadConditions(options), cancellationToken);
    }
}
