using System.Diagnostics;
using Discovitas.S3.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.AspNetCore.Problems;

/// <summary>
/// Runs an endpoint and turns what it throws into problem details (RFC 9457). <c>error</c>, <c>message</c> and <c>requestId</c> repeat
/// title, detail and trace under the names that Uppy 5 shows; the reason phrase is all that Uppy 6 shows.
/// </summary>
internal static class ProblemAnswer
{
    private const string RetryAfterSeconds = "5";

    /// <summary>The same endpoint, which always answers.</summary>
    internal static RequestDelegate Guard(Func<HttpContext, Task> endpoint) => async http =>
    {
        try
        {
            await endpoint(http).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is ClientGoneException || http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there for an answer, and what the client began has been removed on the way here.
            Log.Of(http).ClientGone();
            http.Abort();
        }
        catch (Exception failure) when (Refusal(failure) is { } refusal && !http.Response.HasStarted)
        {
            Tell(Log.Of(http), refusal, failure);
            await WriteAsync(http, refusal).ConfigureAwait(false);
        }
    };

    private static void Tell(ILogger logger, RefusedException refusal, Exception failure)
    {
        if (failure is S3StoreException)
        {
            logger.StoreFailed(failure, refusal.Problem.Code);
        }
        else
        {
            logger.RequestRefused(refusal.Problem.Code);
        }
    }

    private static RefusedException? Refusal(Exception failure) => failure switch
    {
        RefusedException refused => refused,
        UploadRejectedException rejected => new RefusedException(ProblemTable.Of(rejected.Reason), rejected.Message, rejected) { Limit = rejected.Limit, Found = rejected.Found },

        // What the store says names keys and settings, which are not the sender's business: the log has it.
        S3StoreException { IsTransient: true } => new RefusedException(ProblemTable.StoreUnavailable, "The file could not be stored just now. Try again in a moment.", failure),
        S3StoreException => new RefusedException(ProblemTable.StoreFailed, "The file could not be stored. Trying again will not help: tell whoever runs this site.", failure),
        BadHttpRequestException { StatusCode: 413 } => new RefusedException(ProblemTable.TooLarge, "The request is larger than this server takes.", failure),
        BadHttpRequestException { StatusCode: 408 } => new RefusedException(ProblemTable.InvalidRequest, "The request came too slowly.", failure),
        BadHttpRequestException => new RefusedException(ProblemTable.InvalidRequest, "The request cannot be read.", failure),
        _ => null,
    };

    private static Task WriteAsync(HttpContext http, RefusedException refusal)
    {
        var problem = refusal.Problem;
        http.Response.StatusCode = problem.Status;
        http.Response.Headers.CacheControl = "no-store";
        if (http.Features.Get<IHttpResponseFeature>() is { } response)
        {
            response.ReasonPhrase = problem.Title;
        }

        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
        {
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        var body = new ProblemBody(
            $"urn:discovitas:s3:{problem.Code}", problem.Title, problem.Status, refusal.Message, problem.Code, problem.Title, refusal.Message,
            Activity.Current?.Id ?? http.TraceIdentifier, refusal.Limit, refusal.Found);
        return http.Response.WriteAsJsonAsync(body, UploadJson.Default.ProblemBody, "application/problem+json", http.RequestAborted);
    }
}
