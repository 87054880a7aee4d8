using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Cors;

/// <summary>
/// Answers preflights, and adds CORS headers to responses.
/// See https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html
/// </summary>
internal sealed class CorsHandler(LocalS3Options options, FolderStore store)
{
    private static readonly string[] Methods = ["GET", "PUT", "POST", "DELETE", "HEAD"];

    /// <summary>Answers a preflight. Preflights are not signed, so anyone may send one.</summary>
    internal async Task<S3Response> GetPreflightResponseAsync(HttpContext http, RequestTarget target)
    {
        var headers = http.Request.Headers;
        var (origin, method) = (headers.Origin.ToString(), headers.AccessControlRequestMethod.ToString());
        if (origin.Length == 0)
        {
            throw new S3Exception(S3Error.BadRequest, "Insufficient information. Origin request header needed.");
        }

        if (method.Length == 0)
        {
            // No rule allows it, and the error of S3 names the method of the preflight itself.
            method = http.Request.Method;
        }
        else if (!Methods.Contains(method))
        {
            throw new S3Exception(S3Error.BadRequest, $"Invalid Access-Control-Request-Method: {method}");
        }

        var configuration = await FindConfigurationAsync(target, http.RequestAborted).ConfigureAwait(false)
            ?? throw Forbidden(
                target, method, IsBucket(target) ? "CORS is not enabled for this bucket." : "Bucket not found");
        var requested = headers.AccessControlRequestHeaders.ToString().ToLowerInvariant()
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var match = CorsMatch.Find(configuration, origin, method, requested) ?? throw Forbidden(target, method,
            "This CORS request is not allowed. This is usually because the evalution of Origin, " +
            "request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted " +
            "by the resource's CORS spec.");
        var response = new S3Response();
        match.WriteTo(response.Headers);
        if (requested.Length > 0)
        {
            response.Headers.AccessControlAllowHeaders = string.Join(", ", requested);
        }

        return response;
    }

    /// <summary>Adds the CORS headers of the bucket to the response, whatever the response will be.</summary>
    internal async Task AddHeadersAsync(HttpContext http, RequestTarget target)
    {
        var origin = http.Request.Headers.Origin.ToString();
        if (origin.Length == 0
            || await FindConfigurationAsync(target, http.RequestAborted).ConfigureAwait(false) is not { } configuration)
        {
            return;
        }

        if (CorsMatch.Find(configuration, origin, http.Request.Method) is { } match)
        {
            // Added when the response starts, because an error replaces all headers that were set before.
            http.Response.OnStarting(() =>
            {
                match.WriteTo(http.Response.Headers);
                return Task.CompletedTask;
            });
        }
    }

    private async Task<CorsConfiguration?> FindConfigurationAsync(
        RequestTarget target, CancellationToken cancellationToken)
    {
        if (!IsBucket(target))
        {
            return null;
        }

        return await store.Cors.FindAsync(target.Bucket, cancellationToken).ConfigureAwait(false)
            ?? (options.AllowLocalOrigins ? CorsConfiguration.LocalOrigins : null);
    }

    // The name is checked before it becomes part of a path.
    private bool IsBucket(RequestTarget target) =>
        BucketStore.IsName(target.Bucket) && store.Buckets.Exists(target.Bucket);

    private static S3Exception Forbidden(RequestTarget target, string method, string reason) => new(
        S3Error.AccessForbidden,
        $"CORSResponse: {reason}",
        ("Method", method),
        ("ResourceType", target.Key.Length == 0 ? "BUCKET" : "OBJECT"));
}
