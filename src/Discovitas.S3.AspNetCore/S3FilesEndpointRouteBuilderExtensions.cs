using Discovitas.S3.AspNetCore.Delivery;

namespace Discovitas.S3;

/// <summary>Extension methods for <see cref="IEndpointRouteBuilder"/> that map a route for reading files.</summary>
public static class S3FilesEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps a route (GET and HEAD) by which clients read the store's files, if the app allows them to. Files that are
    /// pending cannot be read.
    /// </summary>
    /// <param name="endpoints">The app.</param>
    /// <param name="pattern">
    /// The route, whose last part is <c>{**key}</c>, for instance <c>/files/{**key}</c>. The key is that of
    /// <see cref="StoredFile.Key"/>.
    /// </param>
    /// <param name="configure">Sets the options, of which <see cref="S3FilesOptions.Authorize"/> is required.</param>
    /// <returns>The endpoint, for <c>RequireAuthorization()</c> and the like.</returns>
    /// <exception cref="ArgumentException">
    /// The pattern has no parameter named key, <see cref="S3FilesOptions.Authorize"/> is missing, or an option is
    /// wrong.
    /// </exception>
    /// <exception cref="InvalidOperationException">There is no such store.</exception>
    /// <example>
    /// <code>
    /// app.MapS3Files("/files/{**key}", options =>
    ///     options.Authorize = (http, key, _) =>
    ///         ValueTask.FromResult(key.StartsWith($"uploads/{http.User.Identity!.Name}/", StringComparison.Ordinal)))
    ///     .RequireAuthorization();
    /// </code>
    /// </example>
    public static IEndpointConventionBuilder MapS3Files(
        this IEndpointRouteBuilder endpoints, string pattern, Action<S3FilesOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new S3FilesOptions();
        configure(options);
        return FileEndpoint.Map(endpoints, pattern, options);
    }
}
