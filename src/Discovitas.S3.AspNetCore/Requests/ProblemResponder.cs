using System.Diagnostics;
using System.Globalization;
using Discovitas.S3.AspNetCore.Diagnostics;
using Discovitas.S3.AspNetCore.Messages;
using Discovitas.S3.AspNetCore.Problems;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Discovitas.S3.AspNetCore.Requests;

/// <summary>
/// Responds with problem details (RFC 9457): through the app's <see cref="IProblemDetailsService"/> if it has one, so
/// that its customizing counts. <c>error</c>, <c>message</c> and <c>requestId</c> repeat title, detail and trace under
/// the names that Uppy 5 reads; Uppy 6 shows the reason phrase only.
/// </summary>
internal static class ProblemResponder
{
    private static readonly string[] OfContent =
    [
        HeaderNames.ContentLength, HeaderNames.ContentRange, HeaderNames.ContentDisposition, HeaderNames.AcceptRanges,
        HeaderNames.ETag, HeaderNames.LastModified,
    ];

    /// <summary>Writes the failure to the log, and the problem to the response.</summary>
    internal static async Task RespondAsync(HttpContext http, ProblemException problem, Exception failure)
    {
        Write(Log.Get(http), problem.Problem.Code, failure);
        SetHead(http, problem);
        var body = ProblemResponse.Create(problem, Activity.Current?.Id ?? http.TraceIdentifier);
        if (http.RequestServices.GetService<IProblemDetailsService>() is not { } service
            || !await service.TryWriteAsync(GetContext(http, body, failure)).ConfigureAwait(false))
        {
            // Without the service, or for a client that says that it accepts no JSON.
            var type = UploadJson.Default.ProblemResponse;
            await http.Response
                .WriteAsJsonAsync(body, type, ProblemResponse.MediaType, http.RequestAborted)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Writes the failure to the log.</summary>
    internal static void Write(ILogger logger, string code, Exception failure)
    {
        if (failure is S3StoreException { IsMissing: false })
        {
            logger.StoreFailed(failure, code);
        }
        else
        {
            logger.RequestRejected(code);
        }
    }

    private static void SetHead(HttpContext http, ProblemException failure)
    {
        http.Response.StatusCode = failure.Problem.Status;
        http.Response.Headers.CacheControl = "no-store";

        // What was set for a file that could not be read does not describe the problem.
        foreach (var name in OfContent)
        {
            http.Response.Headers.Remove(name);
        }

        if (http.Features.Get<IHttpResponseFeature>() is { } response)
        {
            response.ReasonPhrase = failure.Problem.Title;
        }

        if (failure.RetryAfter is { } wait)
        {
            var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (failure.FileSize is { } size)
        {
            http.Response.Headers.ContentRange = new ContentRangeHeaderValue(size).ToString();
        }
    }

    private static ProblemDetailsContext GetContext(HttpContext http, ProblemResponse body, Exception failure)
    {
        var details = new ProblemDetails
        {
            Type = body.Type,
            Title = body.Title,
            Status = body.Status,
            Detail = body.Detail,
        };
        foreach (var (name, value) in body.GetExtensions())
        {
            details.Extensions[name] = value;
        }

        return new ProblemDetailsContext { HttpContext = http, ProblemDetails = details, Exception = failure };
    }
}
