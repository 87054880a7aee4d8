using System.Diagnostics;
using System.Globalization;
using Discovitas.S3.AspNetCore.Diagnostics;
using Discovitas.S3.AspNetCore.Messages;
using Discovitas.S3.AspNetCore.Problems;
using Microsoft.AspNetCore.Http.Features;

namespace Discovitas.S3.AspNetCore.Requests;

/// <summary>
/// Runs an endpoint and turns its exceptions into problem details (RFC 9457). <c>error</c>, <c>message</c> and
/// <c>requestId</c> repeat title, detail and trace under the names that Uppy 5 reads; Uppy 6 shows the reason phrase
/// only.
/// </summary>
internal static class ProblemGuard
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

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
        catch (Exception failure) when (ProblemOf(failure) is { } problem && !http.Response.HasStarted)
        {
            Write(Log.Get(http), problem, failure);
            if (ReturnUrl.Get(http) is { } page)
            {
                page.RedirectFailed(http, problem.Problem);
                return;
            }

            await RespondAsync(http, problem).ConfigureAwait(false);
        }
    };

    private static void Write(ILogger logger, ProblemException problem, Exception failure)
    {
        if (failure is S3StoreException { IsMissing: false })
        {
            logger.StoreFailed(failure, problem.Problem.Code);
        }
        else
        {
            logger.RequestRejected(problem.Problem.Code);
        }
    }

    private static ProblemException? ProblemOf(Exception failure) => failure switch
    {
        ProblemException problem => problem,
        UploadRejectedException rejected => new ProblemException(
            ProblemTable.From(rejected.Reason), rejected.Message, rejected)
        {
            RetryAfter = rejected.Reason is UploadRejectionReason.BeingCompleted ? Moment : null,
            Limit = rejected.Limit,
            Found = rejected.Found,
        },

        UploadInspectionException => new ProblemException(
            ProblemTable.InspectionFailed, "The file could not be inspected, and is not kept. Try again in a moment.")
        {
            RetryAfter = Moment,
        },

        // Not a failure of the store: a client may ask for an upload that has ended.
        S3StoreException { IsMissing: true } => New(
            ProblemTable.MissingUpload, "This upload was completed or aborted before, or has expired. Start it again."),

        // The exception's message names keys and settings, which are not for the client. The log has it.
        S3StoreException { IsTransient: true } =>
            new ProblemException(
                ProblemTable.StoreUnavailable, "The file could not be stored now. Try again in a moment.")
            {
                RetryAfter = Moment,
            },
        S3StoreException => New(
            ProblemTable.StoreFailed,
            "The file could not be stored. Trying again will not help: contact the operator of this site."),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            New(ProblemTable.TooLarge, "The request is larger than this server accepts."),
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } =>
            New(ProblemTable.InvalidRequest, "The request was received too slowly."),
        BadHttpRequestException => New(ProblemTable.InvalidRequest, "The request cannot be read."),
        _ => null,
    };

    private static ProblemException New(Problem problem, string detail) => new(problem, detail);

    private static Task RespondAsync(HttpContext http, ProblemException failure)
    {
        var problem = failure.Problem;
        http.Response.StatusCode = problem.Status;
        http.Response.Headers.CacheControl = "no-store";
        if (http.Features.Get<IHttpResponseFeature>() is { } response)
        {
            response.ReasonPhrase = problem.Title;
        }

        if (failure.RetryAfter is { } wait)
        {
            var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        var body = new ProblemResponse(
            Type: $"urn:discovitas:s3:{problem.Code}",
            Title: problem.Title,
            Status: problem.Status,
            Detail: failure.Message,
            Code: problem.Code,
            Error: problem.Title,
            Message: failure.Message,
            RequestId: Activity.Current?.Id ?? http.TraceIdentifier,
            Limit: failure.Limit,
            Found: failure.Found);
        var type = UploadJson.Default.ProblemResponse;
        return http.Response.WriteAsJsonAsync(body, type, "application/problem+json", http.RequestAborted);
    }
}
