using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

/// <summary>Deletes an object. Succeeds if it does not exist.</summary>
internal sealed class DeleteObject : IOperation
{
    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        await exchange.Store.Objects
            .DeleteAsync(exchange.Bucket, exchange.Key, exchange.Aborted)
            .ConfigureAwait(false);
        return new S3Response(StatusCodes.Status204NoContent);
    }
}
