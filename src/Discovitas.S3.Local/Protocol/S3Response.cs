using Microsoft.Net.Http.Headers;

namespace Discovitas.S3.Local.Protocol;

/// <summary>A response that is complete but not sent yet.</summary>
internal sealed class S3Response(int status = StatusCodes.Status200OK) : IDisposable
{
    internal int Status { get; set; } = status;

    internal IHeaderDictionary Headers { get; } = new HeaderDictionary();

    internal S3ResponseBody? Body { get; set; }

    /// <summary>Gets or sets the time of the Date header; <see langword="null"/> for the server's time.</summary>
    internal DateTimeOffset? Date { get; set; }

    internal static S3Response FromXml(XElement root, int status = StatusCodes.Status200OK)
    {
        var response = new S3Response(status) { Body = new XmlBody(root) };
        response.Headers.ContentType = "application/xml";
        return response;
    }

    /// <summary>Creates the error response for an exception.</summary>
    internal static S3Response FromException(Exception exception, HttpContext http)
    {
        var error = exception switch
        {
            S3Exception known => known,
            BadHttpRequestException => new S3Exception(S3Error.IncompleteBody),
            _ => new S3Exception(S3Error.InternalError),
        };

        // Only the log of requests says what went wrong: the reason can have paths of this machine.
        http.Features.Set(error == exception || exception is BadHttpRequestException
            ? error
            : new S3Exception(S3Error.InternalError, $"{exception.GetType().Name}: {exception.Message}"));
        var response = HttpMethods.IsHead(http.Request.Method)
            ? new S3Response(error.Error.Status)
            : FromXml(ToXml(error, http), error.Error.Status);
        if (error.Details.FirstOrDefault(detail => detail.Name == "ActualObjectSize").Value is { } size)
        {
            response.Headers.ContentRange = $"bytes */{size}";
        }

        return response;
    }

    /// <summary>Sends the response.</summary>
    internal async Task SendAsync(HttpContext http, DateTimeOffset now)
    {
        var response = http.Response;
        response.StatusCode = Status;
        foreach (var (name, value) in Headers)
        {
            response.Headers[name] = value;
        }

        response.Headers["x-amz-request-id"] = http.TraceIdentifier;
        response.Headers["x-amz-id-2"] = HostId.From(http.TraceIdentifier);
        response.Headers.Server = "Discovitas.S3.Local";
        response.Headers.Date = HeaderUtilities.FormatDate(Date ?? now);
        if (Body is { } body)
        {
            response.ContentLength ??= body.Length;
            await body.WriteToAsync(response.BodyWriter, http.RequestAborted).ConfigureAwait(false);
        }
    }

    /// <summary>Reads the body into memory and removes it from the response.</summary>
    internal async Task<byte[]> TakeBytesAsync(CancellationToken cancellationToken)
    {
        using var body = Body;
        Body = null;
        return body is null ? [] : await body.ReadAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => Body?.Dispose();

    private static XElement ToXml(S3Exception error, HttpContext http) => new("Error",
        new XElement("Code", error.Error.Code),
        new XElement("Message", error.Message),
        error.Details.Select(detail => new XElement(detail.Name, detail.Value)),
        new XElement("RequestId", http.TraceIdentifier),
        new XElement("HostId", HostId.From(http.TraceIdentifier)));
}
