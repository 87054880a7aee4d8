using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Local.Cors;

/// <summary>
/// What a browser asks before and sees after it lets a page of another origin use a bucket.
/// See https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html
/// </summary>
internal sealed class CrossOrigin(LocalS3Options options, FolderStore store)
{
    private static readonly string[] Methods = ["GET", "PUT", "POST", "DELETE", "HEAD"];

    /// <summary>Answers a preflight. Nobody signs one, so anyone may ask.</summary>
    public async Task AnswerPreflightAsync(HttpContext http, RequestTarget target)
    {
        var headers = http.Request.Headers;
        var (origin, method) = (headers.Origin.ToString(), headers.AccessControlRequestMethod.ToString());
        if (origin.Length == 0)
        {
            throw new S3Exception(S3Error.BadRequest, "Insufficient information. Origin request header needed.");
        }

        if (!Methods.Contains(method))
        {
            throw new S3Exception(S3Error.BadRequest, $"Invalid Access-Control-Request-Method: {(method.Length == 0 ? "null" : method)}");
        }

        var configuration = await ConfigurationAsync(target, http.RequestAborted).ConfigureAwait(false)
            ?? throw Forbidden(target, method, IsBucket(target) ? "CORS is not enabled for this bucket." : "Bucket not found");
        var asked = headers.AccessControlRequestHeaders.ToString().ToLowerInvariant()
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var grant = CorsGrant.Find(configuration, origin, method, asked) ?? throw Forbidden(target, method,
            "This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.");
        grant.WriteTo(http.Response.Headers);
        if (asked.Length > 0)
        {
            http.Response.Headers.AccessControlAllowHeaders = string.Join(", ", asked);
        }

        Answer.Empty(http.Response);
    }

    /// <summary>Sees to it that the answer, whatever it will be, lets the page read it if the bucket does.</summary>
    public async Task PromiseAsync(HttpContext http, RequestTarget target)
    {
        var origin = http.Request.Headers.Origin.ToString();
        if (origin.Length == 0 || await ConfigurationAsync(target, http.RequestAborted).ConfigureAwait(false) is not { } configuration)
        {
            return;
        }

        if (CorsGrant.Find(configuration, origin, http.Request.Method) is { } grant)
        {
            // when the answer starts, because an error begins with an empty set of headers
            http.Response.OnStarting(() =>
            {
                grant.WriteTo(http.Response.Headers);
                return Task.CompletedTask;
            });
        }
    }

    private async Task<CorsConfiguration?> ConfigurationAsync(RequestTarget target, CancellationToken cancellationToken)
    {
        if (!IsBucket(target))
        {
            return null;
        }

        return await store.Cors.FindAsync(target.Bucket, cancellationToken).ConfigureAwait(false)
            ?? (options.CorsLocalPages ? CorsConfiguration.LocalPages : null);
    }

    // the name is checked before it becomes a path
    private bool IsBucket(RequestTarget target) => BucketStore.IsName(target.Bucket) && store.Buckets.Exists(target.Bucket);

    private static S3Exception Forbidden(RequestTarget target, string method, string reason) => new(
        S3Error.AccessForbidden, $"CORSResponse: {reason}", ("Method", method), ("ResourceType", target.Key.Length == 0 ? "BUCKET" : "OBJECT"));
}
