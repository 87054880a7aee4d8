using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Discovitas.S3.Client;

/// <summary>
/// Runs before the signer in the SDK's pipeline. Sets the part's SHA-256 on the request, so that the SDK does not read
/// the part again to compute it.
/// </summary>
internal sealed class PartHashHandler : PipelineHandler
{
    public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var request = executionContext.RequestContext.Request;
        request.PrecomputedContentSha256 ??= PartHttpHandler.FindPart(request)?.Sha256;
        return base.InvokeAsync<T>(executionContext);
    }
}
