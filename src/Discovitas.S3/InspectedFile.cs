namespace Discovitas.S3;

/// <summary>
/// Represents a file that an <see cref="IUploadInspector"/> inspects: what is stored of it, and its bytes.
/// </summary>
public sealed class InspectedFile
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>(0);

    private readonly Func<CancellationToken, Task<Stream>> _openAsync;
    private readonly Func<CancellationToken, Task<IReadOnlyDictionary<string, string>>> _getTagsAsync;

    /// <summary>Initializes an instance, for an app's tests of its inspectors.</summary>
    /// <param name="openAsync">Opens the bytes, each time from the start.</param>
    /// <param name="getTagsAsync">Reads the tags. The default is none.</param>
    public InspectedFile(
        Func<CancellationToken, Task<Stream>> openAsync,
        Func<CancellationToken, Task<IReadOnlyDictionary<string, string>>>? getTagsAsync = null)
    {
        ArgumentNullException.ThrowIfNull(openAsync);
        _openAsync = openAsync;
        _getTagsAsync = getTagsAsync ?? (_ => Task.FromResult(None));
    }

    /// <summary>Gets the key under which the file is kept if it is accepted; until then it does not exist.</summary>
    public required string Key { get; init; }

    /// <summary>
    /// Gets the file's name as its sender states it; <see langword="null"/> if it is not known, as for a file that
    /// <see cref="S3Service.KeepAsync"/> keeps. Do not use it as a path.
    /// </summary>
    public string? FileName { get; init; }

    /// <summary>Gets the content type with which the file is stored.</summary>
    public required string ContentType { get; init; }

    /// <summary>Gets the size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Gets the entity tag of the bytes, in quotes (RFC 9110, section 8.8.3).</summary>
    public required string ETag { get; init; }

    /// <summary>Gets the user metadata.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = None;

    /// <summary>
    /// Opens the file's bytes from the start (S3 operation GetObject). It can be called more than once; each stream has
    /// the same bytes, which are those that are kept.
    /// </summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The bytes as they are received. Dispose the stream to release the connection.</returns>
    /// <exception cref="S3StoreException">The store rejected the request, or failed.</exception>
    public Task<Stream> OpenReadAsync(CancellationToken cancellationToken = default) => _openAsync(cancellationToken);

    /// <summary>
    /// Reads the tags that the store's own services have given to the file until now (S3 operation GetObjectTagging).
    /// The tags of the upload are not among them: they are set when the file is kept.
    /// </summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The tags.</returns>
    /// <exception cref="S3StoreException">The store rejected the request, or failed.</exception>
    public Task<IReadOnlyDictionary<string, string>> GetTagsAsync(CancellationToken cancellationToken = default) =>
        _getTagsAsync(cancellationToken);
}
