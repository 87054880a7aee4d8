using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

internal sealed class CreateMultipartUpload : IOperation
{
    public async Task RunAsync(S3Exchange exchange)
    {
        var (algorithm, type) = Checksum(exchange.Request);
        var upload = new UploadMetadata
        {
            Id = Guid.NewGuid().ToString("N"),
            Key = exchange.Key,
            Initiated = exchange.Now(),
            Headers = ObjectHeaders.Of(exchange.Request),
            Tags = TagSet.Of(exchange.Request),
            ChecksumAlgorithm = algorithm,
            ChecksumType = type,
        };
        await exchange.Store.Uploads.CreateAsync(exchange.Bucket, upload).ConfigureAwait(false);

        ObjectHeaders.WriteEncryptionTo(exchange.Response, upload.Headers);
        if (algorithm is not null)
        {
            exchange.Response.Headers["x-amz-checksum-algorithm"] = algorithm;
            exchange.Response.Headers["x-amz-checksum-type"] = type;
        }

        await Answer.XmlAsync(exchange.Response, Answer.Element("InitiateMultipartUploadResult",
            Answer.Element("Bucket", exchange.Bucket),
            Answer.Element("Key", exchange.Key),
            Answer.Element("UploadId", upload.Id))).ConfigureAwait(false);
    }

    private static (string? Algorithm, string? Type) Checksum(S3Request request)
    {
        var type = request.Header("x-amz-checksum-type");
        if (request.Header("x-amz-checksum-algorithm") is not { } name)
        {
            return type is null
                ? (null, null)
                : throw new S3Exception(S3Error.InvalidRequest, "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
        }

        var algorithm = ChecksumAlgorithm.ByName(name)
            ?? throw new S3Exception(S3Error.InvalidRequest, "Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");
        type ??= algorithm.CoversParts ? ChecksumType.Composite : ChecksumType.FullObject;
        return (type == ChecksumType.Composite && algorithm.CoversParts) || (type == ChecksumType.FullObject && algorithm.CoversWhole)
            ? (algorithm.Name, type)
            : throw new S3Exception(S3Error.InvalidRequest, $"The {type} checksum type cannot be used with the {name} checksum algorithm.");
    }
}
