using Discovitas.S3.Local.Cors;
using Discovitas.S3.Local.Operations;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Signing;
using Discovitas.S3.Local.Storage;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Local.Pipeline;

/// <summary>The way of every request: say what other origins may see, parse, go wrong if that is asked for, authenticate, allow, operate, answer.</summary>
internal sealed class S3Pipeline(LocalS3Options options, FolderStore store, RequestFilter filter)
{
    private readonly RequestContext _usual = new(options.TimeProvider);
    private readonly AccessPolicy _policy = new(options);
    private readonly CrossOrigin _crossOrigin = new(options, store);

    public Task HandleAsync(HttpContext http) => AnswerAsync(http, _usual, async () =>
    {
        var target = RequestTarget.Of(http);
        if (HttpMethods.IsOptions(http.Request.Method))
        {
            await _crossOrigin.AnswerPreflightAsync(http, target).ConfigureAwait(false);
            return;
        }

        await _crossOrigin.PromiseAsync(http, target).ConfigureAwait(false);
        var request = S3Request.Of(http, target);
        Task CarryOutAsync(RequestContext context) => AnswerAsync(http, context, () => OperateAsync(http, request, context));
        await filter(http, request, _usual, CarryOutAsync).ConfigureAwait(false);
    });

    private Task OperateAsync(HttpContext http, S3Request request, RequestContext context)
    {
        var caller = new Authenticator(options, context.Clock).Authenticate(request);
        _policy.Check(request, caller);
        CheckBucket(request);
        return OperationTable.Of(request.Operation).RunAsync(new S3Exchange(http, request, caller, context) { Options = options, Store = store });
    }

    /// <summary>Sees to it that there is an answer, whatever happens.</summary>
    private static async Task AnswerAsync(HttpContext http, RequestContext context, Func<Task> work)
    {
        Answer.Sign(http.Response, context.Now);
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // the client has gone: nobody is there for an answer
        }
        catch (Exception error)
        {
            await FailAsync(http, context, error).ConfigureAwait(false);
        }
    }

    private void CheckBucket(S3Request request)
    {
        if (request.Operation is S3Operation.ListBuckets)
        {
            return;
        }

        // before anything else sees the name: it becomes a folder's
        if (!BucketStore.IsName(request.Bucket))
        {
            throw new S3Exception(S3Error.InvalidBucketName, null, ("BucketName", request.Bucket));
        }

        if (request.Operation is not S3Operation.CreateBucket && !store.Buckets.Exists(request.Bucket))
        {
            throw new S3Exception(S3Error.NoSuchBucket, null, ("BucketName", request.Bucket));
        }
    }

    private static async Task FailAsync(HttpContext http, RequestContext context, Exception exception)
    {
        if (http.Response.HasStarted)
        {
            // too late for an error: only a cut connection tells the client that what it has is not all
            http.Abort();
            return;
        }

        var error = exception switch
        {
            S3Exception known => known,
            BadHttpRequestException => new S3Exception(S3Error.IncompleteBody),
            // it runs on the developer's own machine, so it may say what went wrong
            _ => new S3Exception(S3Error.InternalError, $"{S3Error.InternalError.Message} {exception.GetType().Name}: {exception.Message}"),
        };

        http.Response.Clear();
        Answer.Sign(http.Response, context.Now);
        if (error.Error == S3Error.InvalidRange)
        {
            http.Response.Headers.ContentRange = $"bytes */{error.Details[0].Value}";
        }

        await Answer.ErrorAsync(http, error).ConfigureAwait(false);
    }
}
