using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Discovitas.S3.Client;

/// <summary>
/// In the SDK's pipeline before the signer: gives the request the part's SHA-256, so that the SDK does not read the
/// part once more to compute it.
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
