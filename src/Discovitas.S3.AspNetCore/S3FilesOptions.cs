namespace Discovitas.S3;

/// <summary>Represents the options of <c>MapS3Files</c>. They are checked when the route is mapped.</summary>
public sealed class S3FilesOptions
{
    /// <summary>
    /// Gets or sets a function that returns whether a client may read a file. If it returns false, the answer is 404,
    /// the same as for a missing file, so that nobody learns which files exist.
    /// </summary>
    /// <value>Required. It is called once for each request, with the key of the file.</value>
    public Func<HttpContext, string, CancellationToken, ValueTask<bool>>? Authorize { get; set; }

    /// <summary>
    /// Gets or sets how long a signed URL is valid to which clients are redirected
    /// (<see cref="S3Results.Redirect"/>).
    /// </summary>
    /// <value>
    /// The default is null: files are streamed through the app (<see cref="S3Results.Stream"/>). The value must be
    /// between 1 second and 7 days.
    /// </value>
    public TimeSpan? RedirectLifetime { get; set; }

    /// <inheritdoc cref="S3RedirectOptions.StableFor"/>
    public TimeSpan? StableFor { get; set; }

    /// <inheritdoc cref="S3StreamOptions.CacheControl"/>
    public string CacheControl { get; set; } = new S3StreamOptions().CacheControl;

    /// <inheritdoc cref="S3RedirectOptions.Store"/>
    public string? Store { get; set; }
}
