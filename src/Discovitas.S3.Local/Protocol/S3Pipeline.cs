using System.Security.Cryptography;
using Discovitas.S3.Local.Operations;
using Discovitas.S3.Local.Signing;
using Discovitas.S3.Local.Storage;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Local.Protocol;

/// <summary>The way of every request: parse, authenticate, allow, operate, answer.</summary>
internal sealed class S3Pipeline(LocalS3Options options, FolderStore store)
{
    private readonly Authenticator _authenticator = new(options);
    private readonly AccessPolicy _policy = new(options);

    public async Task HandleAsync(HttpContext http)
    {
        Sign(http.Response);
        try
        {
            var request = RequestParser.Parse(http);
            var caller = _authenticator.Authenticate(request);
            _policy.Check(request, caller);
            CheckBucket(request);
            await OperationTable.Of(request.Operation).RunAsync(new S3Exchange(http, request, caller, options, store)).ConfigureAwait(false);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // the client has gone: nobody is there for an answer
        }
        catch (Exception error)
        {
            await FailAsync(http, error).ConfigureAwait(false);
        }
    }

    /// <summary>What every answer of S3 has.</summary>
    private void Sign(HttpResponse response)
    {
        response.Headers["x-amz-request-id"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
        response.Headers.Server = "Discovitas.S3.Local";
        response.Headers.Date = HttpDate.Format(options.TimeProvider.GetUtcNow());
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

    private async Task FailAsync(HttpContext http, Exception exception)
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
        Sign(http.Response);
        if (error.Error == S3Error.InvalidRange)
        {
            http.Response.Headers.ContentRange = $"bytes */{error.Details[0].Value}";
        }

        await Answer.ErrorAsync(http, error).ConfigureAwait(false);
    }
}
