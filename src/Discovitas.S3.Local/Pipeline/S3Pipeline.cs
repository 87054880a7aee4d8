using System.Security.Cryptography;
using Discovitas.S3.Local.Acl;
using Discovitas.S3.Local.Cors;
using Discovitas.S3.Local.Documents;
using Discovitas.S3.Local.Lifecycle;
using Discovitas.S3.Local.Operations;
using Discovitas.S3.Local.Payload;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Signing;
using Discovitas.S3.Local.Storage;
using Microsoft.AspNetCore.Http.Features;

namespace Discovitas.S3.Local.Pipeline;

/// <summary>
/// Handles a request: parses it, applies the fault that it is to have, authenticates and authorizes it, carries it out
/// and sends the response.
/// </summary>
internal sealed class S3Pipeline(LocalS3Options options, FolderStore store, RequestFilter filter)
{
    private readonly RequestContext _context = new(options.TimeProvider);
    private readonly CorsHandler _cors = new(options, store);
    private readonly PublicReading _reading = new(options, store);
    private readonly RequestAcl _acl = new(new BucketOwnership(options, store));
    private readonly LifecycleSweep _lifecycle = new(store, options);

    internal async Task HandleAsync(HttpContext http)
    {
        http.TraceIdentifier = Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
        WatchBody(http);
        try
        {
            using var response = await RespondAsync(http).ConfigureAwait(false);
            await (response?.SendAsync(http, _context.Now) ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has disconnected, so no one waits for a response.
        }
        catch (Exception) when (http.Response.HasStarted)
        {
            // It is too late for an error. Only a broken connection tells the client that the response is incomplete.
            http.Abort();
        }
        catch (Exception error)
        {
            http.Response.Clear();
            await S3Response.FromException(error, http).SendAsync(http, _context.Now).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Gives up clients that stop sending, and closes the connections whose bodies may never come: the bytes of the
    /// next request would be taken for the body.
    /// </summary>
    private void WatchBody(HttpContext http)
    {
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true })
        {
            return;
        }

        var body = new ClientBody(http.Request.Body, options.ClientClock);
        var isExpected = http.Request.Headers.Expect.Count > 0;
        http.Request.Body = body;
        http.Response.OnStarting(() =>
        {
            if (body.HasTimedOut || (isExpected && !body.HasBegun))
            {
                http.Response.Headers.Connection = "close";
            }

            return Task.CompletedTask;
        });
    }

    /// <summary>Returns the response, or throws the error that it is to report.</summary>
    private async Task<S3Response?> RespondAsync(HttpContext http)
    {
        var target = RequestTarget.From(http);
        if (HttpMethods.IsOptions(http.Request.Method))
        {
            return await _cors.GetPreflightResponseAsync(http, target).ConfigureAwait(false);
        }

        await _cors.AddHeadersAsync(http, target).ConfigureAwait(false);
        var request = S3Request.From(http, target);
        return await filter(http, request, _context, context => CarryOutAsync(http, request, context))
            .ConfigureAwait(false);
    }

    private async Task<S3Response> CarryOutAsync(HttpContext http, S3Request request, RequestContext context)
    {
        S3Response response;
        try
        {
            response = await RunAsync(http, request, context).ConfigureAwait(false);
        }
        catch (Exception error) when (!http.RequestAborted.IsCancellationRequested)
        {
            response = S3Response.FromException(error, http);
        }

        if (request.Operation is S3Operation.HeadBucket)
        {
            // S3 says so to those who may not use the bucket, too.
            response.Headers["x-amz-bucket-region"] = options.Region;
        }

        response.Date = context.Now;
        return response;
    }

    private async Task<S3Response> RunAsync(HttpContext http, S3Request request, RequestContext context)
    {
        var caller = new Authenticator(options, context.Clock).Authenticate(request);
        if (caller.Signature is { IsPresigned: true })
        {
            request = PresignedHeaders.Merge(request);
        }

        CheckBucket(request);
        var isPublic = caller.IsAnonymous
            && await _reading.IsAllowedAsync(request, http.RequestAborted).ConfigureAwait(false);
        AccessPolicy.Check(request, caller, isPublic);
        ObjectVersion.Check(request);
        await ExpireAsync(request, context, http.RequestAborted).ConfigureAwait(false);
        var acl = await _acl.ReadAsync(request, http.RequestAborted).ConfigureAwait(false);
        var exchange = new S3Exchange(http, request, caller, context) { Options = options, Store = store, Acl = acl };
        return await OperationTable.Get(request.Operation).RunAsync(exchange).ConfigureAwait(false);
    }

    private Task ExpireAsync(S3Request request, RequestContext context, CancellationToken cancellationToken)
    {
        switch (request.Operation)
        {
            case S3Operation.ListBuckets or S3Operation.CreateBucket:
                return Task.CompletedTask;
            case S3Operation.PutBucketLifecycleConfiguration:
                _lifecycle.Restart(request.Bucket);
                return Task.CompletedTask;
            default:
                return _lifecycle.CarryOutAsync(request.Bucket, context.Now, cancellationToken);
        }
    }

    private void CheckBucket(S3Request request)
    {
        if (request.Operation is S3Operation.ListBuckets)
        {
            return;
        }

        // Checked before anything else sees the name, because it becomes the name of a folder.
        if (!BucketStore.IsName(request.Bucket))
        {
            throw new S3Exception(S3Error.InvalidBucketName, null, ("BucketName", request.Bucket));
        }

        if (request.Operation is not S3Operation.CreateBucket && !store.Buckets.Exists(request.Bucket))
        {
            throw new S3Exception(S3Error.NoSuchBucket, null, ("BucketName", request.Bucket));
        }
    }
}
