using Discovitas.S3.AspNetCore.Browser;
using Discovitas.S3.AspNetCore.Configuration;
using Discovitas.S3.AspNetCore.Diagnostics;
using Discovitas.S3.AspNetCore.Direct;
using Discovitas.S3.AspNetCore.Forms;
using Discovitas.S3.AspNetCore.Groups;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Discovitas.S3;

/// <summary>Extension methods for <see cref="IEndpointRouteBuilder"/> that map upload routes.</summary>
public static class S3UploadsEndpointRouteBuilderExtensions
{
    /// <summary>Maps upload routes that accept any file of up to 100 MiB.</summary>
    /// <inheritdoc cref="MapS3Uploads(IEndpointRouteBuilder, string, Action{S3UploadOptions})"/>
    public static RouteGroupBuilder MapS3Uploads(this IEndpointRouteBuilder endpoints, string pattern) =>
        MapS3Uploads(endpoints, pattern, configure: null);

    /// <summary>
    /// Maps upload routes below <paramref name="pattern"/>: form uploads, uploads of a request's body, direct uploads,
    /// and the script <c>discovitas-s3.js</c> for pages.
    /// </summary>
    /// <param name="endpoints">The app.</param>
    /// <param name="pattern">The route of the group, for instance <c>/uploads</c>. Each group needs its own.</param>
    /// <param name="configure">Sets the options. The default accepts any file of up to 100 MiB.</param>
    /// <returns>
    /// The group of the routes. <c>RequireAuthorization()</c>, <c>RequireRateLimiting()</c>, <c>RequireCors()</c> and
    /// the like apply to all of them except the script, which anyone can load. Without a valid login, a route responds
    /// with 401 and never redirects. Output caching does not apply.
    /// </returns>
    /// <exception cref="OptionsValidationException">An option is wrong; the message names each.</exception>
    /// <exception cref="InvalidOperationException">A service is missing; the message names it.</exception>
    /// <example>
    /// <code>
    /// app.MapS3Uploads("/uploads", options =>
    /// {
    ///     options.MaxFileSize = 20 * 1024 * 1024;
    ///     options.AllowedContentTypes.Add("image/png");
    /// }).RequireAuthorization();
    /// </code>
    /// </example>
    public static RouteGroupBuilder MapS3Uploads(
        this IEndpointRouteBuilder endpoints, string pattern, Action<S3UploadOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        var options = new S3UploadOptions();
        configure?.Invoke(options);
        return Map(endpoints, pattern, options);
    }

    /// <summary>Maps upload routes whose options come from a section of the configuration.</summary>
    /// <param name="endpoints">The app.</param>
    /// <param name="pattern">The route of the group, for instance <c>/uploads</c>. Each group needs its own.</param>
    /// <param name="section">
    /// The section, with the names of <see cref="S3UploadOptions"/>. A misspelt name is an error; any other unknown
    /// name is logged as a warning. Functions can only be set in code.
    /// </param>
    /// <returns>The group of the routes.</returns>
    /// <exception cref="OptionsValidationException">An option is wrong; the message names each.</exception>
    /// <exception cref="InvalidOperationException">A service is missing; the message names it.</exception>
    public static RouteGroupBuilder MapS3Uploads(
        this IEndpointRouteBuilder endpoints, string pattern, IConfiguration section) =>
        MapS3Uploads(endpoints, pattern, section, static _ => { });

    /// <summary>
    /// Maps upload routes whose options come from a section of the configuration, and then from code.
    /// </summary>
    /// <param name="endpoints">The app.</param>
    /// <param name="pattern">The route of the group, for instance <c>/uploads</c>. Each group needs its own.</param>
    /// <param name="section">The section, with the names of <see cref="S3UploadOptions"/>.</param>
    /// <param name="configure">
    /// Sets further options. Values that it sets replace those of the section; to lists and tags, it adds.
    /// </param>
    /// <returns>The group of the routes.</returns>
    /// <exception cref="OptionsValidationException">An option is wrong; the message names each.</exception>
    /// <exception cref="InvalidOperationException">A service is missing; the message names it.</exception>
    public static RouteGroupBuilder MapS3Uploads(
        this IEndpointRouteBuilder endpoints, string pattern, IConfiguration section, Action<S3UploadOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new S3UploadOptions();
        OptionsSection.Apply(pattern, section, options, Log.Get(endpoints.ServiceProvider));
        configure(options);
        return Map(endpoints, pattern, options);
    }

    private static RouteGroupBuilder Map(IEndpointRouteBuilder endpoints, string pattern, S3UploadOptions options)
    {
        var uploads = UploadGroup.Create(endpoints.ServiceProvider, pattern, options);
        var group = endpoints.MapGroup(pattern);
        FormEndpoints.Map(group, uploads);
        if (options.AllowDirectUploads)
        {
            DirectEndpoints.Map(group, uploads);
        }

        BrowserEndpoint.Map(group);
        GroupMetadata.Add(group);
        StartCheck.Register(endpoints);
        return group;
    }
}
