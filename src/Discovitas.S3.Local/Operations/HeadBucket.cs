using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

/// <summary>Reports that the bucket exists. The pipeline has checked it before.</summary>
internal sealed class HeadBucket : IOperation
{
    public Task<S3Response> RunAsync(S3Exchange exchange) => Task.FromResult(new S3Response());
}
