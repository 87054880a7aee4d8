using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

internal sealed class CreateMultipartUpload : IOperation
{
    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        var (algorithm, type) = UploadChecksum.From(exchange.Request);
        var before = await exchange.Store.Objects
            .FindAsync(exchange.Bucket, exchange.Key, exchange.Aborted)
            .ConfigureAwait(false);
        var upload = new UploadMetadata
        {
            // Ordered by time, as the uploads of a key are listed.
            Id = Guid.CreateVersion7(exchange.Context.Now).ToString("N"),
            Key = exchange.Key,
            Initiated = exchange.Now(),
            Headers = ObjectHeaders.From(exchange.Request),
            Tags = TagSet.From(exchange.Request),
            ChecksumAlgorithm = algorithm,
            ChecksumType = type,
            Acl = exchange.Acl,
            ETagBefore = before?.ETag,
        };
        await exchange.Store.Uploads.CreateAsync(exchange.Bucket, upload).ConfigureAwait(false);

        var response = S3Response.FromXml(S3Xml.Element("InitiateMultipartUploadResult",
            S3Xml.Element("Bucket", exchange.Bucket),
            S3Xml.Element("Key", exchange.Key),
            S3Xml.Element("UploadId", upload.Id)));
        ObjectHeaders.WriteEncryptionTo(response.Headers, upload.Headers);
        if (algorithm is not null)
        {
            response.Headers["x-amz-checksum-algorithm"] = algorithm;
            response.Headers["x-amz-checksum-type"] = type;
        }

        return response;
    }
}
