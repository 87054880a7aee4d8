using System.Runtime.ExceptionServices;
using Amazon.Runtime;
using Amazon.S3;
using Discovitas.S3.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Client;

/// <summary>
/// The one place that calls the SDK. Every call is watched and retried on its own budget, and every exception of the
/// SDK becomes an <see cref="S3StoreException"/>; only the caller's own cancellation stays as it is.
/// </summary>
internal sealed class S3Caller(IAmazonS3 client, S3Settings settings, StoreContext context)
{
    // CompleteMultipartUpload joins all parts before the store responds, so it gets a multiple of the idle timeout.
    private const int CommitPatience = 4;

    // Only our own client sees the white space that keeps the response alive (S3 API reference,
    // CompleteMultipartUpload).
    private const int HiddenCommitPatience = 20;

    private readonly RenewableCredentials _credentials = new(client, context.Time);

    /// <summary>Gets the bucket's name.</summary>
    internal string Bucket { get; } = settings.Bucket!;

    internal string? ExpectedOwner { get; } = settings.ExpectedBucketOwner;

    /// <summary>Gets what telemetry and logs report about the store.</summary>
    internal StoreContext Context { get; } = context;

    internal ILogger Logger { get; } = context.Logger;

    /// <summary>Creates the failures of this store.</summary>
    internal StoreFailures Failures { get; } = new(context.Section);

    /// <summary>Gets a value indicating whether the store is Amazon's own, and not a compatible one.</summary>
    internal bool IsAmazon { get; } = settings.ServiceUrl is null;

    /// <summary>
    /// Gets a value indicating whether the client may send a request more than once per call, so that its last answer
    /// says nothing about the attempts before: only our own client is known not to.
    /// </summary>
    internal bool MayHideAttempts { get; } = client is not UploadClient;

    /// <summary>
    /// Gets a value indicating whether the client accepts a SHA-256 of the body, which it would otherwise compute
    /// itself.
    /// </summary>
    internal bool NeedsSha256 { get; } = settings.SignsPayload && client is UploadClient;

    /// <inheritdoc cref="S3Settings.SignsPayload"/>
    internal bool SignsPayload { get; } = settings.SignsPayload;

    /// <summary>Returns the response if it is the store's.</summary>
    /// <param name="response">The response.</param>
    /// <param name="key">The key.</param>
    /// <param name="hasOwnSign">Whether it has what only the store returns for this operation.</param>
    /// <exception cref="S3StoreException">The response comes from something in between.</exception>
    internal T Require<T>(T response, string? key, bool hasOwnSign = false)
        where T : AmazonWebServiceResponse? =>
        StoreReply.IsFromStore(response, hasOwnSign) ? response : throw Failures.NotFromStore(response!, key);

    /// <summary>Makes a call that the caller may cancel at any time.</summary>
    internal Task<T> CallAsync<T>(
        string? key, Func<IAmazonS3, CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        RepeatAsync(Terms(key), call, cancellationToken);

    /// <summary>
    /// Makes a call without retries, because the first response is what matters; it is repeated only with renewed
    /// credentials.
    /// </summary>
    internal Task<T> AskOnceAsync<T>(
        string key, Func<IAmazonS3, CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        RepeatAsync(Terms(key) with { RetryTimeout = TimeSpan.Zero }, call, cancellationToken);

    /// <summary>
    /// Makes a call whose attempts are never cancelled, because only the response identifies what the call starts. Each
    /// failure is reported, because the call may succeed after it, or be cancelled.
    /// </summary>
    internal Task<T> StartAsync<T>(
        string key,
        Func<IAmazonS3, CancellationToken, Task<T>> call,
        Action<S3StoreException> onFailure,
        CancellationToken cancellationToken) =>
        RepeatAsync(
            Terms(key) with { CancelPolicy = CancelPolicy.Never, OnFailure = onFailure },
            call,
            cancellationToken);

    /// <summary>Makes a call with a part as its body; each byte accepted counts as progress.</summary>
    internal Task<T> SendPartAsync<T>(
        string key,
        PartStream body,
        Func<IAmazonS3, CancellationToken, Task<T>> call,
        CancellationToken cancellationToken) =>
        RepeatAsync(Terms(key) with { Body = body }, call, cancellationToken);

    /// <summary>
    /// Makes a call with the whole object as its body. Once the last byte is sent, the object may be stored even if the
    /// call is cancelled, so from then on only the response counts.
    /// </summary>
    internal Task<T> SendObjectAsync<T>(
        string key,
        PartStream body,
        Func<IAmazonS3, CancellationToken, Task<T>> call,
        CancellationToken cancellationToken) =>
        RepeatAsync(Terms(key) with { Body = body, CancelPolicy = CancelPolicy.UntilSent }, call, cancellationToken);

    /// <summary>Makes the call that stores the object: once it is sent, only the response counts.</summary>
    internal Task<T> CommitAsync<T>(string key, Func<IAmazonS3, CancellationToken, Task<T>> call)
    {
        var patience = settings.IdleTimeout * (MayHideAttempts ? HiddenCommitPatience : CommitPatience);
        return RepeatAsync(Terms(key) with { IdleTimeout = patience }, call, CancellationToken.None);
    }

    /// <summary>Returns the calls that follow a failure, if there is one; all of them share one deadline.</summary>
    internal CleanUpCalls CleanUp(Exception? failure = null) => CleanUpCalls.After(failure, this, Context.Time);

    /// <summary>Applies the idle timeout to each read of a response's body.</summary>
    internal WatchedStream Watch(Stream body, string key) => new(body, Terms(key), Context.Time, Failures);

    /// <summary>Makes a call on these terms, until it succeeds or its budget is used up.</summary>
    internal async Task<T> RepeatAsync<T>(
        CallTerms terms, Func<IAmazonS3, CancellationToken, Task<T>> call, CancellationToken caller)
    {
        RetryBudget? budget = null;
        var doubt = Doubt.None;
        var began = Context.Time.GetTimestamp();
        while (true)
        {
            caller.ThrowIfCancellationRequested();
            var start = Context.Time.GetTimestamp();
            using (var watch = new RequestWatch(terms, Context.Time, caller))
            using (Deadline(watch, terms, began))
            {
                terms.Body?.Begin(watch);
                RequestWatch.Current = watch;
                try
                {
                    return await call(client, watch.Token).ConfigureAwait(false);
                }
                catch (OperationCanceledException) when (caller.IsCancellationRequested && !watch.TimedOut)
                {
                    throw new OperationCanceledException(caller);
                }
                catch (Exception exception) when (exception is not UploadRejectedException)
                {
                    var failure = exception as S3StoreException ?? Failures.From(exception, terms.Key, watch.TimedOut);
                    failure.Doubt = doubt = Outcome.Worse(doubt, Outcome.After(failure));
                    budget ??= new RetryBudget(terms.RetryTimeout, Context.Time);
                    Record(failure, terms, budget, start);
                    if (Context.Time.GetElapsedTime(began) + budget.Pause >= terms.Limit)
                    {
                        ExceptionDispatchInfo.Throw(failure);
                    }
                }
            }

            await Task.Delay(budget.Pause, Context.Time, caller).ConfigureAwait(false);
        }
    }

    private ITimer? Deadline(RequestWatch watch, CallTerms terms, long began)
    {
        if (terms.Limit is not { } limit)
        {
            return null;
        }

        var rest = limit - Context.Time.GetElapsedTime(began);
        return Context.Time.CreateTimer(
            static watch => ((RequestWatch)watch!).TimeOut(),
            watch,
            rest > TimeSpan.Zero ? rest : TimeSpan.Zero,
            Timeout.InfiniteTimeSpan);
    }

    // Throws the failure if it must not be retried.
    private void Record(S3StoreException failure, CallTerms terms, RetryBudget budget, long start)
    {
        terms.OnFailure?.Invoke(failure);
        if (!budget.Allows(failure))
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        Logger.TryingAgain(budget.Failures, failure.Message);
        Telemetry.TriedAgain(Context, failure);
        if (failure.IsExpired)
        {
            _credentials.RenewOlderThan(start);
        }
    }

    private CallTerms Terms(string? key) => new(key, settings.IdleTimeout, settings.RetryTimeout);
}
