using System.Runtime.ExceptionServices;
using Amazon.Runtime;
using Amazon.S3;
using Discovitas.S3.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Client;

/// <summary>
/// The one place where the SDK is called: every call is watched and tried again on its own budget, and whatever the SDK throws leaves as
/// <see cref="S3StoreException"/>, but for the caller's own cancellation.
/// </summary>
internal sealed class S3Caller(IAmazonS3 s3, S3Settings settings, TimeProvider time, ILogger logger)
{
    // CompleteMultipartUpload puts all parts together before it answers: it gets so many times the idle timeout.
    private const int CommitPatience = 4;

    private readonly RenewableCredentials _credentials = new(s3, time);

    internal string Name { get; } = settings.Bucket!;

    internal string? ExpectedOwner { get; } = settings.ExpectedBucketOwner;

    /// <summary>Whether the store is Amazon's, and not one that speaks its protocol.</summary>
    internal bool IsAmazon { get; } = settings.ServiceUrl is null;

    /// <summary>Whether the client may send a request more than once within a call without a word, as the app's own does unless told otherwise.</summary>
    internal bool MayHideAttempts { get; } = s3 is AmazonServiceClient and not UploadClient;

    /// <summary>Whether the client takes the SHA-256 of a body, which it would compute itself otherwise.</summary>
    internal bool TakesSha256 { get; } = settings.SignsPayload && s3 is UploadClient;

    /// <inheritdoc cref="S3Settings.SignsPayload"/>
    internal bool SignsPayload { get; } = settings.SignsPayload;

    /// <summary>A call that the caller may cancel at any time.</summary>
    internal Task<T> CallAsync<T>(string? key, Func<IAmazonS3, CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        RepeatAsync(Terms(key), call, cancellationToken);

    /// <summary>A call whose first answer is what the caller wants to know. Only credentials that have ended are fetched anew for another.</summary>
    internal Task<T> AskOnceAsync<T>(string key, Func<IAmazonS3, CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        RepeatAsync(Terms(key) with { RetryFor = TimeSpan.Zero }, call, cancellationToken);

    /// <summary>
    /// A call of which no attempt may be given up half way, since it starts what only its answer can name.
    /// </summary>
    internal Task<T> StartAsync<T>(string key, Func<IAmazonS3, CancellationToken, Task<T>> call, Action<S3StoreException> onFailure, CancellationToken cancellationToken) =>
        RepeatAsync(Terms(key) with { CancelPolicy = CancelPolicy.Never, OnFailure = onFailure }, call, cancellationToken);

    /// <summary>A call with a part as its body: it moves as the body is taken.</summary>
    internal Task<T> SendPartAsync<T>(string key, PartStream body, Func<IAmazonS3, CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        RepeatAsync(Terms(key) with { Body = body }, call, cancellationToken);

    /// <summary>
    /// A call with the whole object as its body. With the last byte it is past recall: cancelled after that, it could be stored all the
    /// same, so from then on only the answer counts.
    /// </summary>
    internal Task<T> SendObjectAsync<T>(string key, PartStream body, Func<IAmazonS3, CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        RepeatAsync(Terms(key) with { Body = body, CancelPolicy = CancelPolicy.UntilSent }, call, cancellationToken);

    /// <summary>A call after which the object is there: once it is sent, only the answer counts.</summary>
    internal Task<T> CommitAsync<T>(string key, Func<IAmazonS3, CancellationToken, Task<T>> call, Action<S3StoreException> onFailure) =>
        RepeatAsync(Terms(key) with { IdleTimeout = settings.IdleTimeout * CommitPatience, OnFailure = onFailure }, call, CancellationToken.None);

    /// <summary>Calls that put things right, starting now.</summary>
    internal CleanUp CleanUp() => new(this, time);

    /// <summary>An answer's body, whose reading may not stand still either.</summary>
    internal WatchedStream Watched(Stream body, string key) => new(body, key, settings.IdleTimeout, time);

    /// <summary>A call on these terms, until it succeeds or its budget ends.</summary>
    internal async Task<T> RepeatAsync<T>(CallTerms terms, Func<IAmazonS3, CancellationToken, Task<T>> call, CancellationToken caller)
    {
        RetryBudget? budget = null;
        while (true)
        {
            caller.ThrowIfCancellationRequested();
            var start = time.GetTimestamp();
            using (var watch = new RequestWatch(terms, time, caller))
            {
                terms.Body?.Begin(watch);
                try
                {
                    return await call(s3, watch.Token).ConfigureAwait(false);
                }
                catch (OperationCanceledException) when (caller.IsCancellationRequested && !watch.TimedOut)
                {
                    throw new OperationCanceledException(caller);
                }
                catch (Exception exception) when (exception is not UploadRejectedException)
                {
                    budget ??= new RetryBudget(terms.RetryFor, time);
                    TakeNote(exception as S3StoreException ?? StoreErrors.Translate(exception, terms.Key, watch.TimedOut), terms, budget, start);
                }
            }

            await Task.Delay(budget.Pause, time, caller).ConfigureAwait(false);
        }
    }

    // Throws what is not to be tried again.
    private void TakeNote(S3StoreException failure, CallTerms terms, RetryBudget budget, long start)
    {
        terms.OnFailure?.Invoke(failure);
        if (!budget.Allows(failure))
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        logger.TryingAgain(terms.Key, budget.Failures, failure.Message);
        Telemetry.TriedAgain(Name, failure);
        if (failure.IsExpired)
        {
            _credentials.RenewOlderThan(start);
        }
    }

    private CallTerms Terms(string? key) => new(key, settings.IdleTimeout, settings.RetryFor);
}
