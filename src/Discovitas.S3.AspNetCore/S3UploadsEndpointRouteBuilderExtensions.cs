using Discovitas.S3.AspNetCore.Browser;
using Discovitas.S3.AspNetCore.Direct;
using Discovitas.S3.AspNetCore.Forms;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3;

/// <summary>Routes for uploads.</summary>
public static class S3UploadsEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps form uploads, raw uploads, direct uploads, and the script <c>discovitas-s3.js</c> for pages, below <paramref name="pattern"/>. What
    /// is returned is their group, so that <c>RequireAuthorization()</c>, <c>RequireRateLimiting()</c>, <c>RequireCors()</c> and the like hold
    /// for all of them; the script stays open to anyone.
    /// </summary>
    /// <param name="endpoints">The app.</param>
    /// <param name="pattern">The route below which they are, for instance <c>/uploads</c>.</param>
    /// <param name="configure">What the group takes. Default: any file of up to 100 MiB.</param>
    /// <returns>The group.</returns>
    /// <exception cref="ArgumentException">An option is wrong; the message names it.</exception>
    /// <exception cref="InvalidOperationException">A service is missing; the message names it.</exception>
    public static RouteGroupBuilder MapS3Uploads(this IEndpointRouteBuilder endpoints, string pattern, Action<S3UploadOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        var options = new S3UploadOptions();
        configure?.Invoke(options);
        var uploads = UploadGroup.Create(endpoints.ServiceProvider, options);
        var group = endpoints.MapGroup(pattern);
        FormEndpoints.Map(group, uploads);
        if (options.DirectUploads)
        {
            var protection = endpoints.ServiceProvider.GetService<IDataProtectionProvider>()
                ?? throw new InvalidOperationException("MapS3Uploads needs data protection for direct uploads: call services.AddDataProtection() before the app is built (AddAntiforgery() and AddAuthentication() do so too), or set DirectUploads to false.");
            DirectEndpoints.Map(group, uploads, protection);
        }

        BrowserEndpoint.Map(group);
        return group;
    }
}
