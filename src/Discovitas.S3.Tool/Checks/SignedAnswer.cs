using System.Net;
using System.Net.Http.Headers;

namespace Discovitas.S3.Tool.Checks;

/// <summary>The answer to what was signed for a browser.</summary>
internal sealed record SignedAnswer(HttpStatusCode Status, HttpResponseHeaders Headers, string Text)
{
    /// <summary>Gets the file name that the answer proposes; null for none.</summary>
    internal string? Disposition { get; init; }

    internal bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>Gets the answer as an error, for instance <c>403 SignatureDoesNotMatch</c>.</summary>
    internal Rejection Rejection
    {
        get
        {
            var start = Text.IndexOf("<Code>", StringComparison.Ordinal) + "<Code>".Length;
            var end = Text.IndexOf("</Code>", StringComparison.Ordinal);
            return new Rejection(Status, end < start ? "" : Text[start..end]);
        }
    }

    /// <summary>Sends a request as a browser does.</summary>
    internal static async Task<SignedAnswer> SendAsync(
        CheckContext context, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            using var response = await context.Http.SendAsync(request, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            return new SignedAnswer(response.StatusCode, response.Headers, text)
            { Disposition = response.Content.Headers.ContentDisposition?.ToString() };
        }
    }

    /// <summary>Reads a URL, or a range.</summary>
    internal static Task<SignedAnswer> GetAsync(
        CheckContext context, string url, RangeHeaderValue? range, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Range = range;
        return SendAsync(context, request, cancellationToken);
    }
}
