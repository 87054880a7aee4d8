namespace Discovitas.S3.Local.Operations;

/// <summary>One S3 operation. Keeps no state: one instance serves all requests.</summary>
internal interface IOperation
{
    public Task RunAsync(S3Exchange exchange);
}
