using Discovitas.S3.AspNetCore.Delivery;

namespace Discovitas.S3;

/// <summary>
/// Creates results that answer a request with a stored file, for minimal APIs and for controllers. Whether the caller
/// may read the file is up to the endpoint.
/// </summary>
public static class S3Results
{
    /// <summary>
    /// Redirects the client (302) to a signed URL of the file (<see cref="S3Service.GetTemporaryUrlAsync"/>): the bytes
    /// do not pass through the app. No request to the store is made, so that a missing file is answered by the store.
    /// </summary>
    /// <param name="keyOrUrl">The file. What is neither a key nor a URL of the store is answered with 404.</param>
    /// <param name="lifetime">How long the URL is valid at least, from 1 second to 7 days.</param>
    /// <param name="options">
    /// The window in which the URL stays the same, the name to save the file under, or another store. With a window,
    /// the client may keep the redirect until its end; without one, the redirect is not stored.
    /// </param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The lifetime is out of range.</exception>
    /// <example>
    /// <code>
    /// app.MapGet("/invoices/{id}", async (int id, Invoices invoices) =>
    ///     S3Results.Redirect((await invoices.GetAsync(id)).FileKey, TimeSpan.FromMinutes(5)));
    /// </code>
    /// </example>
    public static S3FileResult Redirect(string keyOrUrl, TimeSpan lifetime, S3RedirectOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(keyOrUrl);
        ArgumentOutOfRangeException.ThrowIfLessThan(lifetime, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lifetime, TimeSpan.FromDays(7));
        var redirect = new FileRedirect(keyOrUrl, lifetime, options ?? new S3RedirectOptions());
        return new S3FileResult(redirect.ExecuteAsync);
    }

    /// <summary>
    /// Streams the file through the app, with one request to the store and no buffering: ranges, <c>If-Range</c>,
    /// <c>If-None-Match</c>, <c>If-Modified-Since</c> and HEAD work. A type in which browsers run something is saved
    /// instead of shown. If the client leaves, reading from the store stops.
    /// </summary>
    /// <param name="keyOrUrl">
    /// The file. A missing one, and a text that is neither a key nor a URL of the store, is answered with 404.
    /// </param>
    /// <param name="options">
    /// The <c>Cache-Control</c> header, the name to save the file under, or another store.
    /// </param>
    /// <returns>The result.</returns>
    /// <example>
    /// <code>
    /// app.MapGet("/pictures/{id}", async (int id, Pictures pictures) =>
    ///     S3Results.Stream((await pictures.GetAsync(id)).FileKey));
    /// </code>
    /// </example>
    public static S3FileResult Stream(string keyOrUrl, S3StreamOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(keyOrUrl);
        var stream = new FileStreaming(keyOrUrl, options ?? new S3StreamOptions());
        return new S3FileResult(stream.ExecuteAsync);
    }
}
