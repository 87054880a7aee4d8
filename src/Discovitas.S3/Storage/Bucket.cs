using Amazon.S3;
using Discovitas.S3.Writing;

namespace Discovitas.S3.Storage;

/// <summary>
/// The one place where the SDK is called: every call is watched, and whatever the SDK throws leaves as <see cref="S3UploadException"/>,
/// but for the caller's own cancellation.
/// </summary>
internal sealed class Bucket(IAmazonS3 s3, S3Settings settings, TimeProvider time)
{
    // CompleteMultipartUpload: "processing can take several minutes" (Amazon S3 API reference).
    private static readonly TimeSpan CommitTimeout = TimeSpan.FromMinutes(10);

    // What is cleaned up after a failure or a cancellation must not depend on the caller's token, nor hold the caller up for ever.
    private static readonly TimeSpan CleanUpTimeout = TimeSpan.FromSeconds(30);

    internal string Name { get; } = settings.Bucket!;

    internal string? ExpectedOwner { get; } = settings.ExpectedBucketOwner;

    /// <summary>Whether the store is Amazon's, and not one that speaks its protocol.</summary>
    internal bool IsAmazon { get; } = settings.ServiceUrl is null;

    /// <summary>SigV4 over http must sign the body; over https TLS protects it, and R2 among others takes nothing else.</summary>
    internal bool SignsPayload { get; } = settings.ServiceUrl?.StartsWith("http://", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>A call that the caller may cancel at any time.</summary>
    internal async Task<T> CallAsync<T>(string? key, Func<IAmazonS3, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var watch = new RequestWatch(settings.IdleTimeout, time, cancellationToken);
        return await CallAsync(key, watch, call, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A call with a part as its body: it moves as the body is taken.</summary>
    internal async Task<T> SendPartAsync<T>(string key, PartStream body, Func<IAmazonS3, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var watch = new RequestWatch(settings.IdleTimeout, time, cancellationToken);
        body.OnSent = watch.Touch;
        return await CallAsync(key, watch, call, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// A call with the whole object as its body. With the last byte it is past recall: cancelled after that, it could be stored all the
    /// same, so from then on only the answer counts.
    /// </summary>
    internal async Task<T> SendObjectAsync<T>(string key, PartStream body, Func<IAmazonS3, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var watch = new RequestWatch(settings.IdleTimeout, time, cancellationToken, () => body.IsSent);
        body.OnSent = watch.Touch;
        return await CallAsync(key, watch, call, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A call after which the object is there: once it is sent, only the answer counts.</summary>
    internal async Task<T> CommitAsync<T>(string key, Func<IAmazonS3, CancellationToken, Task<T>> call)
    {
        using var watch = new RequestWatch(CommitTimeout, time, CancellationToken.None);
        return await CallAsync(key, watch, call, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>A call that cleans up.</summary>
    internal async Task<T> CleanUpAsync<T>(string key, Func<IAmazonS3, CancellationToken, Task<T>> call)
    {
        using var watch = new RequestWatch(CleanUpTimeout, time, CancellationToken.None);
        return await CallAsync(key, watch, call, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<T> CallAsync<T>(string? key, RequestWatch watch, Func<IAmazonS3, CancellationToken, Task<T>> call, CancellationToken caller)
    {
        caller.ThrowIfCancellationRequested();
        try
        {
            return await call(s3, watch.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (caller.IsCancellationRequested && !watch.TimedOut)
        {
            throw new OperationCanceledException(caller);
        }
        catch (Exception exception)
        {
            throw StoreErrors.Translate(exception, key, watch.TimedOut);
        }
    }
}
