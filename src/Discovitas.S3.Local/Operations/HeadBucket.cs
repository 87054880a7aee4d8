using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

/// <summary>That the bucket exists was checked on the way here.</summary>
internal sealed class HeadBucket : IOperation
{
    public Task RunAsync(S3Exchange exchange)
    {
        exchange.Response.Headers["x-amz-bucket-region"] = exchange.Options.Region;
        Answer.Empty(exchange.Response);
        return Task.CompletedTask;
    }
}
