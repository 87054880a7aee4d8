using Discovitas.S3.AspNetCore.Requests;
using Microsoft.AspNetCore.Diagnostics;

namespace Discovitas.S3.AspNetCore.Exceptions;

/// <summary>Responds to exceptions of the core anywhere in the app, if it calls <c>UseExceptionHandler</c>.</summary>
internal sealed class S3ExceptionHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (OwnFailure.Find(exception) is not { } problem)
        {
            return false;
        }

        await ProblemResponder.RespondAsync(httpContext, problem, exception).ConfigureAwait(false);
        return true;
    }
}
