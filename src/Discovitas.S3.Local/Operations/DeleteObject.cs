using Discovitas.S3.Local.Protocol;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Local.Operations;

/// <summary>Deleting what is not there succeeds as well.</summary>
internal sealed class DeleteObject : IOperation
{
    public async Task RunAsync(S3Exchange exchange)
    {
        await exchange.Store.Objects.DeleteAsync(exchange.Bucket, exchange.Key, exchange.Aborted).ConfigureAwait(false);
        Answer.Empty(exchange.Response, StatusCodes.Status204NoContent);
    }
}
