namespace Discovitas.S3;

/// <summary>Represents the options of <see cref="S3Results.Stream"/>.</summary>
public sealed record S3StreamOptions
{
    /// <summary>
    /// Gets the <c>Cache-Control</c> header (RFC 9111, section 5.2). What is stored with the file is not sent, since it
    /// may allow more than a private file needs.
    /// </summary>
    /// <value>
    /// The default is <c>private, no-cache</c>: a browser may keep the file, but asks each time whether it may use it.
    /// </value>
    public string CacheControl { get; init; } = "private, no-cache";

    /// <inheritdoc cref="S3RedirectOptions.DownloadName"/>
    public string? DownloadName { get; init; }

    /// <inheritdoc cref="S3RedirectOptions.Store"/>
    public string? Store { get; init; }
}
