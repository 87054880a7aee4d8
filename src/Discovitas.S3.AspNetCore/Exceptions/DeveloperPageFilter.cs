using System.Net.Mime;
using Discovitas.S3.AspNetCore.Requests;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Net.Http.Headers;

namespace Discovitas.S3.AspNetCore.Exceptions;

/// <summary>
/// Responds to the same exceptions in development, where apps often have the developer's page and no exception handler.
/// Whoever navigates to an endpoint still sees the page.
/// </summary>
internal sealed class DeveloperPageFilter : IDeveloperPageExceptionFilter
{
    public Task HandleExceptionAsync(ErrorContext errorContext, Func<ErrorContext, Task> next)
    {
        ArgumentNullException.ThrowIfNull(errorContext);
        ArgumentNullException.ThrowIfNull(next);
        var (http, failure) = (errorContext.HttpContext, errorContext.Exception);
        return OwnFailure.Find(failure) is { } problem && !WantsPage(http.Request)
            ? ProblemResponder.RespondAsync(http, problem, failure)
            : next(errorContext);
    }

    private static bool WantsPage(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)
        && accepted.Any(type => type.MediaType.Equals(MediaTypeNames.Text.Html, StringComparison.OrdinalIgnoreCase));
}
