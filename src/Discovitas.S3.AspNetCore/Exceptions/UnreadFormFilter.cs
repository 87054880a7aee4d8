using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Discovitas.S3.AspNetCore.Exceptions;

/// <summary>
/// Throws the problem of a form that a controller cannot read, before the framework responds that a parameter is
/// missing.
/// </summary>
internal sealed class UnreadFormFilter : IAsyncActionFilter, IOrderedFilter
{
    /// <summary>Gets a place before the filter of <c>[ApiController]</c>, which has -2000.</summary>
    public int Order => -2500;

    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        var http = context.HttpContext;

        // The framework reports what it could not read under no name. Actions that read the body themselves have none.
        var isUnread = context.ModelState.ContainsKey("") && http.Request.HasFormContentType
            && http.Features.Get<IFormFeature>()?.Form is null;
        if (isUnread && await UnreadForm.ProblemAsync(http).ConfigureAwait(false) is { } problem)
        {
            throw problem;
        }

        await next().ConfigureAwait(false);
    }
}
