using Amazon.Runtime;

namespace Discovitas.S3.Client;

/// <summary>
/// Sends a request again only where this machine's clock and the store's differ: the SDK has noted by how much from the refusal, and signs
/// with the corrected time.
/// </summary>
internal sealed class ClockCorrection : RetryPolicy
{
    internal ClockCorrection() => MaxRetries = 1;

    public override bool CanRetry(IExecutionContext executionContext) => true;

    public override bool RetryLimitReached(IExecutionContext executionContext) => executionContext.RequestContext.Retries >= MaxRetries;

    // The base class looks at the clock before it asks this.
    public override bool RetryForException(IExecutionContext executionContext, Exception exception) => false;

    public override Task<bool> RetryForExceptionAsync(IExecutionContext executionContext, Exception exception) => Task.FromResult(false);

    public override void WaitBeforeRetry(IExecutionContext executionContext)
    {
        // Nothing has to become better first.
    }

    public override Task WaitBeforeRetryAsync(IExecutionContext executionContext) => Task.CompletedTask;
}
