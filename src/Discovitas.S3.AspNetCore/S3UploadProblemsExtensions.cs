using Discovitas.S3.AspNetCore.Exceptions;
using Discovitas.S3.AspNetCore.Requests;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Discovitas.S3;

/// <summary>Extension methods for endpoints of the app that upload files with <see cref="S3Service"/>.</summary>
public static class S3UploadProblemsExtensions
{
    /// <summary>
    /// Responds to failed uploads as the routes of <c>MapS3Uploads</c> do: with problem details (RFC 9457), for
    /// instance status 413 and the code <c>too-large</c>.
    /// </summary>
    /// <remarks>
    /// Handles <see cref="UploadRejectedException"/> and <see cref="S3StoreException"/>, which the store's failures
    /// are, <see cref="UploadInspectionException"/>, and forms that cannot be read. Any other exception is left to
    /// the app's exception handler. For all endpoints of the app, see <c>AddS3ProblemDetails()</c>.
    /// </remarks>
    /// <typeparam name="TBuilder">The type of the endpoint or of the group of endpoints.</typeparam>
    /// <param name="endpoint">The endpoint, or a group of endpoints.</param>
    /// <returns>The same endpoint or group.</returns>
    /// <example>
    /// <code>
    /// app.MapPost("/pictures", async (IFormFile file, S3Service s3) =>
    ///     Results.Ok(await s3.UploadAsync(file.ToUploadRequest()))).WithUploadProblems();
    /// </code>
    /// </example>
    public static TBuilder WithUploadProblems<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        endpoint.Add(built =>
        {
            if (built.RequestDelegate is { } handle)
            {
                built.RequestDelegate = ProblemGuard.Wrap(http => RunAsync(http, handle));
                built.Metadata.OfType<ControllerActionDescriptor>().FirstOrDefault()?
                    .FilterDescriptors.Add(new FilterDescriptor(new UnreadFormFilter(), FilterScope.Global));
            }
        });
        return endpoint;
    }

    private static async Task RunAsync(HttpContext http, RequestDelegate handle)
    {
        await handle(http).ConfigureAwait(false);
        if (await UnreadForm.FindAsync(http).ConfigureAwait(false) is { } problem)
        {
            throw problem;
        }
    }
}
