using System.Net;
using System.Net.Mime;
using Discovitas.S3.Local.Protocol;
using Microsoft.AspNetCore.Http.Features;

namespace Discovitas.S3.Local.Hosting;

/// <summary>
/// Answers the paths that cannot be buckets, whose names have no underscore: <c>/_health</c>, without a signature, and
/// <c>/_console</c>.
/// </summary>
internal sealed class ReservedPaths(LocalS3Options options, RequestDelegate s3)
{
    private const string Health = "/_health";
    private const string Console = "/_console";

    internal Task HandleAsync(HttpContext http)
    {
        if (options.IsOpen)
        {
            http.Features.Set(AnyHostName.Instance);
        }

        // As it was sent: Kestrel's path of the key ../_health would be this one.
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var isBucket = http.Request.Host.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
        return target switch
        {
            _ when isBucket => s3(http),
            _ when IsBelow(Health, target) => AnswerAsync(http),
            _ when options.Console is { } console && IsBelow(Console, target) => console(http),
            _ => s3(http),
        };
    }

    private static bool IsBelow(string path, string target) =>
        target.StartsWith(path, StringComparison.Ordinal)
        && (target.Length == path.Length || target[path.Length] is '/' or '?');

    private static Task AnswerAsync(HttpContext http)
    {
        var isRead = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        http.Response.StatusCode = (int)(isRead ? HttpStatusCode.OK : HttpStatusCode.MethodNotAllowed);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentType = MediaTypeNames.Text.Plain;
        return http.Response.WriteAsync(isRead ? "Healthy" : "Use GET or HEAD.", http.RequestAborted);
    }
}
