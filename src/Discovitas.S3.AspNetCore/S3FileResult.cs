using Discovitas.S3.AspNetCore.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace Discovitas.S3;

/// <summary>
/// Represents the answer to a request with a stored file, from <see cref="S3Results"/>: an <see cref="IResult"/> for
/// minimal APIs and an <see cref="IActionResult"/> for controllers. A failure is answered with problem details.
/// </summary>
public sealed class S3FileResult : IResult, IActionResult
{
    private readonly RequestDelegate _respond;

    internal S3FileResult(Func<HttpContext, Task> respond) => _respond = ProblemGuard.Wrap(http =>
    {
        // A private file is for whom the endpoint has let pass. Output caching does not look at Cache-Control.
        if (http.Features.Get<IOutputCacheFeature>() is { } cache)
        {
            cache.Context.AllowCacheStorage = false;
        }

        return respond(http);
    });

    /// <summary>Writes the answer.</summary>
    /// <param name="httpContext">The request.</param>
    /// <returns>A task that completes when the answer is written.</returns>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        return _respond(httpContext);
    }

    /// <summary>Writes the answer.</summary>
    /// <param name="context">The request to the controller.</param>
    /// <returns>A task that completes when the answer is written.</returns>
    public Task ExecuteResultAsync(ActionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return _respond(context.HttpContext);
    }
}
