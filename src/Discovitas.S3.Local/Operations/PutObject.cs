using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

internal sealed class PutObject : IOperation
{
    public async Task RunAsync(S3Exchange exchange)
    {
        var headers = ObjectHeaders.Of(exchange.Request);
        var tags = TagSet.Of(exchange.Request);
        using var data = exchange.Store.Staging.Create();
        var body = await ObjectWrite.StageAsync(exchange, data).ConfigureAwait(false);
        var metadata = new ObjectMetadata
        {
            Key = exchange.Key,
            Size = body.Length,
            ETag = ObjectWrite.ETag(body.Md5),
            LastModified = exchange.Now(),
            Headers = headers,
            Tags = tags,
            Checksum = body.Checksum,
        };
        await ObjectWrite.CommitAsync(exchange, metadata, data).ConfigureAwait(false);

        exchange.Response.Headers.ETag = metadata.ETag;
        if (ObjectWrite.WriteChecksum(exchange.Response, exchange.Body.Expected, body))
        {
            exchange.Response.Headers["x-amz-checksum-type"] = ChecksumType.FullObject;
        }

        ObjectHeaders.WriteEncryptionTo(exchange.Response, headers);
        Answer.Empty(exchange.Response);
    }
}
