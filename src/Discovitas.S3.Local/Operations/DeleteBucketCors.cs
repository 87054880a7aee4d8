using Discovitas.S3.Local.Protocol;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Local.Operations;

internal sealed class DeleteBucketCors : IOperation
{
    public Task RunAsync(S3Exchange exchange)
    {
        exchange.Store.Cors.Delete(exchange.Bucket);
        Answer.Empty(exchange.Response, StatusCodes.Status204NoContent);
        return Task.CompletedTask;
    }
}
