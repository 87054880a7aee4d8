using Discovitas.S3.Local.Protocol;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.Local.Operations;

internal sealed class DeleteObjectTagging : IOperation
{
    public async Task RunAsync(S3Exchange exchange)
    {
        _ = await exchange.Store.Objects
            .UpdateAsync(exchange.Bucket, exchange.Key, stored => stored with { Tags = [] }, exchange.Aborted).ConfigureAwait(false)
            ?? throw new S3Exception(S3Error.NoSuchKey, null, ("Key", exchange.Key));
        Answer.Empty(exchange.Response, StatusCodes.Status204NoContent);
    }
}
