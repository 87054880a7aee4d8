using System.Security.Cryptography;
using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Signing;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>Makes the object out of its parts.</summary>
internal sealed class CompleteMultipartUpload : IOperation
{
    public async Task RunAsync(S3Exchange exchange)
    {
        var upload = await Upload.OfAsync(exchange).ConfigureAwait(false);
        var document = await exchange.Body.ReadDocumentAsync(exchange.Aborted).ConfigureAwait(false);
        var stored = await exchange.Store.Uploads.PartsAsync(exchange.Bucket, upload.Id, exchange.Aborted).ConfigureAwait(false);
        var parts = CompletedParts.Match(document, upload, stored);
        CheckSize(exchange.Request, parts);

        using var data = exchange.Store.Staging.Create();
        var checksum = await JoinAsync(exchange, upload, parts, data.Stream).ConfigureAwait(false);
        CheckChecksum(exchange.Request, Describe(exchange, upload, parts, checksum).Checksum);
        checksum = await StagedBytes.ChangeAsync(exchange, data.Stream, parts, checksum).ConfigureAwait(false);
        var metadata = Describe(exchange, upload, parts, checksum);

        await ObjectWrite.CommitAsync(exchange, metadata, data).ConfigureAwait(false);
        exchange.Store.Uploads.Remove(exchange.Bucket, upload.Id);
        await AnswerAsync(exchange, metadata).ConfigureAwait(false);
    }

    private static ObjectMetadata Describe(S3Exchange exchange, UploadMetadata upload, List<PartMetadata> parts, Checksum? checksum) => new()
    {
        Key = exchange.Key,
        Size = parts.Sum(part => part.Size),
        ETag = ETag(parts),
        LastModified = exchange.Now(),
        Headers = upload.Headers,
        Tags = upload.Tags,
        Checksum = upload.ChecksumType == ChecksumType.Composite ? Composite(upload, parts) : checksum,
        Parts = parts.Count,
    };

    /// <summary>Writes the parts one after the other; the checksum over them all, if the object is to have one.</summary>
    private static async Task<Checksum?> JoinAsync(S3Exchange exchange, UploadMetadata upload, List<PartMetadata> parts, Stream destination)
    {
        var wanted = upload.ChecksumType == ChecksumType.FullObject ? ChecksumAlgorithm.ByName(upload.ChecksumAlgorithm) : null;
        using var checksum = wanted?.Start();
        var buffer = new byte[1024 * 1024];
        foreach (var part in parts)
        {
            var source = OpenPart(exchange, upload, part);
            await using var closing = source.ConfigureAwait(false);
            for (int count; (count = await source.ReadAsync(buffer, exchange.Aborted).ConfigureAwait(false)) > 0;)
            {
                checksum?.Append(buffer.AsSpan(0, count));
                await destination.WriteAsync(buffer.AsMemory(0, count), exchange.Aborted).ConfigureAwait(false);
            }
        }

        return wanted is null ? null : new Checksum(wanted.Name, Convert.ToBase64String(checksum!.Finish()), ChecksumType.FullObject);
    }

    private static FileStream OpenPart(S3Exchange exchange, UploadMetadata upload, PartMetadata part)
    {
        try
        {
            return exchange.Store.Uploads.OpenPart(exchange.Bucket, upload.Id, part);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            // aborted, or completed by another request, since the parts were listed
            throw Upload.Missing(upload.Id);
        }
    }

    private static string ETag(List<PartMetadata> parts)
    {
        using var md5 = new DigestChecksum(HashAlgorithmName.MD5);
        parts.ForEach(part => md5.Append(Convert.FromHexString(part.ETag.Trim('"'))));
        return $"\"{SigningKey.Hex(md5.Finish())}-{parts.Count}\"";
    }

    private static Checksum Composite(UploadMetadata upload, List<PartMetadata> parts)
    {
        using var checksum = ChecksumAlgorithm.ByName(upload.ChecksumAlgorithm)!.Start();
        parts.ForEach(part => checksum.Append(Convert.FromBase64String(part.Checksum!.Value)));
        return new Checksum(upload.ChecksumAlgorithm!, $"{Convert.ToBase64String(checksum.Finish())}-{parts.Count}", ChecksumType.Composite);
    }

    private static void CheckSize(S3Request request, List<PartMetadata> parts)
    {
        if (request.Header("x-amz-mp-object-size") is { } size && size != $"{parts.Sum(part => part.Size)}")
        {
            throw new S3Exception(S3Error.InvalidRequest, "The provided 'x-amz-mp-object-size' header does not match what was computed.");
        }
    }

    /// <summary>What the request says of the object that it makes. The value of a composite checksum may lack the number of parts.</summary>
    private static void CheckChecksum(S3Request request, Checksum? actual)
    {
        if (request.Header("x-amz-checksum-type") is { } type && actual is not null && type != actual.Type)
        {
            throw new S3Exception(S3Error.InvalidRequest, $"The upload was created using the {actual.Type} checksum mode. The complete request must use the same checksum mode.");
        }

        foreach (var algorithm in ChecksumAlgorithm.All)
        {
            if (request.Header(algorithm.Header) is { } expected
                && (algorithm.Name != actual?.Algorithm || (expected != actual.Value && expected != actual.Value.Split('-')[0])))
            {
                throw new S3Exception(S3Error.BadDigest, $"The {algorithm.Name} you specified did not match the calculated checksum.");
            }
        }
    }

    private static Task AnswerAsync(S3Exchange exchange, ObjectMetadata metadata)
    {
        ObjectHeaders.WriteEncryptionTo(exchange.Response, metadata.Headers);
        var element = ChecksumAlgorithm.ByName(metadata.Checksum?.Algorithm)?.Element;
        return Answer.XmlAsync(exchange.Response, Answer.Element("CompleteMultipartUploadResult",
            Answer.Element("Location", $"{exchange.BaseUrl}{PercentEncoding.Encode(exchange.Request.Path, keepSlashes: true)}"),
            Answer.Element("Bucket", exchange.Bucket),
            Answer.Element("Key", exchange.Key),
            Answer.Element("ETag", metadata.ETag),
            element is null ? null : Answer.Element(element, metadata.Checksum!.Value),
            Answer.Optional("ChecksumType", metadata.Checksum?.Type)));
    }
}
