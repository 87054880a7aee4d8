using Discovitas.S3.AspNetCore.Diagnostics;
using Discovitas.S3.AspNetCore.Problems;

namespace Discovitas.S3.AspNetCore.Requests;

/// <summary>Runs an endpoint and turns its exceptions into problem details.</summary>
internal static class ProblemGuard
{
    /// <summary>Returns the endpoint with its exceptions handled. Failures of the app itself are not handled.</summary>
    internal static RequestDelegate Wrap(Func<HttpContext, Task> endpoint) => async http =>
    {
        try
        {
            await endpoint(http).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is ClientGoneException || http.RequestAborted.IsCancellationRequested)
        {
            Log.Get(http).ClientDisconnected();
            http.Abort();
        }
        catch (Exception failure) when (ProblemMapping.Find(failure) is { } problem && !http.Response.HasStarted)
        {
            if (ReturnUrl.Get(http) is { } page)
            {
                ProblemResponder.Write(Log.Get(http), problem.Problem.Code, failure);
                page.RedirectFailed(http, problem.Problem);
                return;
            }

            await ProblemResponder.RespondAsync(http, problem, failure).ConfigureAwait(false);
        }
    };
}
