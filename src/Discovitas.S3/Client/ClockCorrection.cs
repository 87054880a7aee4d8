using Amazon.Runtime;

namespace Discovitas.S3.Client;

/// <summary>
/// Retries a request only if this machine's clock differs from the store's: the SDK has read the difference from the
/// store's response, and signs with the corrected time.
/// </summary>
internal sealed class ClockCorrection : RetryPolicy
{
    internal ClockCorrection() => MaxRetries = 1;

    public override bool CanRetry(IExecutionContext executionContext) => true;

    public override bool RetryLimitReached(IExecutionContext executionContext) =>
        executionContext.RequestContext.Retries >= MaxRetries;

    // The base class checks the clock before it calls this.
    public override bool RetryForException(IExecutionContext executionContext, Exception exception) => false;

    public override Task<bool> RetryForExceptionAsync(IExecutionContext executionContext, Exception exception) =>
        Task.FromResult(false);

    public override void WaitBeforeRetry(IExecutionContext executionContext)
    {
        // With the corrected time the request can be sent at once.
    }

    public override Task WaitBeforeRetryAsync(IExecutionContext executionContext) => Task.CompletedTask;
}
