using Discovitas.S3.Local.Pipeline;
using Discovitas.S3.Local.Protocol;
using Microsoft.AspNetCore.Http.Features;

namespace Discovitas.S3.Local.Recording;

/// <summary>
/// Records requests: on arrival, when they are parsed, before the first byte of the response is sent, and at the end.
/// </summary>
internal sealed class RequestRecorder(S3RequestCollection log, TimeProvider clock, string unrecordedKey)
{
    internal Task HandleAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Headers[LocalS3Server.UnrecordedHeader] == unrecordedKey)
        {
            return next(http);
        }

        var start = clock.GetTimestamp();
        var arrived = clock.GetUtcNow();
        var recording = log.Add(number => Create(http, number, arrived));
        http.Features.Set(recording);
        http.Response.OnStarting(() =>
        {
            // Called for closed connections as well.
            if (!recording.IsClosed && !http.RequestAborted.IsCancellationRequested)
            {
                var response = WithResponse(recording.Request, http);
                recording.Request = response with { Duration = clock.GetElapsedTime(start) };
            }

            return Task.CompletedTask;
        });
        http.Response.OnCompleted(() =>
        {
            recording.Request = recording.Request with { Duration = clock.GetElapsedTime(start) };
            log.Complete(recording);
            return Task.CompletedTask;
        });
        return next(http);
    }

    /// <summary>
    /// Returns a filter that records what is requested, and whether the given filter closes the connection.
    /// </summary>
    internal static RequestFilter Around(RequestFilter filter) => async (http, request, context, carryOut) =>
    {
        Identify(http, request);
        var response = await filter(http, request, context, carryOut).ConfigureAwait(false);
        if (response is null && http.Features.Get<RequestRecording>() is { } recording)
        {
            recording.IsClosed = true;
        }

        return response;
    };

    private static void Identify(HttpContext http, S3Request request)
    {
        if (http.Features.Get<RequestRecording>() is { } recording)
        {
            recording.Request = recording.Request with
            {
                Operation = request.Operation,
                Bucket = request.Bucket,
                Key = request.Key.Length == 0 ? null : request.Key,
            };
        }
    }

    private static S3RecordedRequest Create(HttpContext http, long number, DateTimeOffset time) => new()
    {
        Number = number,
        Time = time,
        Method = http.Request.Method,
        Target = Redaction.Target(http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget),
        Headers = Redaction.Headers(http.Request.Headers),
        RequestBytes = http.Request.ContentLength ?? 0,
    };

    private static S3RecordedRequest WithResponse(S3RecordedRequest request, HttpContext http)
    {
        var error = http.Features.Get<S3Exception>();
        return request with
        {
            Status = http.Response.StatusCode,
            ErrorCode = error?.Error.Code,
            ErrorMessage = error?.Message,
            ResponseBytes = HttpMethods.IsHead(request.Method) ? 0 : http.Response.ContentLength ?? 0,
            RequestId = http.TraceIdentifier,
        };
    }
}
