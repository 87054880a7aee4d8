using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

internal sealed class PutObject : IOperation
{
    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        var item = new NewObject(exchange.Key, ObjectHeaders.From(exchange.Request), TagSet.From(exchange.Request))
        {
            Acl = exchange.Acl,
        };
        using var data = exchange.Store.Staging.Create();
        var body = await ObjectWrite.StageAsync(exchange, data).ConfigureAwait(false);
        var stored = await ObjectWrite.StoreAsync(exchange, item, body, data).ConfigureAwait(false);

        var response = new S3Response();
        response.Headers.ETag = stored.ETag;
        ObjectWrite.WriteChecksum(response.Headers, stored.Checksum);
        ObjectHeaders.WriteEncryptionTo(response.Headers, stored.Headers);
        return response;
    }
}
