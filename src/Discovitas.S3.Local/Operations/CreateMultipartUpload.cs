using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

internal sealed class CreateMultipartUpload : IOperation
{
    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        var (algorithm, type) = Checksum(exchange.Request);
        var upload = new UploadMetadata
        {
            Id = Guid.NewGuid().ToString("N"),
            Key = exchange.Key,
            Initiated = exchange.Now(),
            Headers = ObjectHeaders.From(exchange.Request),
            Tags = TagSet.From(exchange.Request),
            ChecksumAlgorithm = algorithm,
            ChecksumType = type,
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

    private static (string? Algorithm, string? Type) Checksum(S3Request request)
    {
        var type = request.Header("x-amz-checksum-type");
        if (request.Header("x-amz-checksum-algorithm") is not { } name)
        {
            return type is null ? (null, null) : throw new S3Exception(
                S3Error.InvalidRequest,
                "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
        }

        var algorithm = ChecksumAlgorithm.FromName(name) ?? throw new S3Exception(
            S3Error.InvalidRequest,
            "Checksum algorithm provided is unsupported. Please try again with any of the valid types: " +
            "[CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");
        type ??= algorithm.CoversParts ? ChecksumType.Composite : ChecksumType.FullObject;
        var isSupported = (type == ChecksumType.Composite && algorithm.CoversParts)
            || (type == ChecksumType.FullObject && algorithm.CoversWhole);
        return isSupported ? (algorithm.Name, type) : throw new S3Exception(
            S3Error.InvalidRequest,
            $"The {type} checksum type cannot be used with the {name} checksum algorithm.");
    }
}
