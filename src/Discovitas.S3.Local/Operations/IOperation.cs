using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

/// <summary>An S3 operation. It has no state: one instance serves all requests.</summary>
internal interface IOperation
{
    /// <summary>Carries out the operation and returns its response, which the caller sends and disposes.</summary>
    public Task<S3Response> RunAsync(S3Exchange exchange);
}
