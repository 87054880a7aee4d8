using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>Makes an object of its parts.</summary>
internal sealed class CompleteMultipartUpload : UploadOperation
{
    private protected override async Task<S3Response> RunAsync(S3Exchange exchange, UploadMetadata upload)
    {
        var document = await exchange.Body.ReadDocumentAsync(exchange.Aborted).ConfigureAwait(false);
        try
        {
            return Respond(exchange, await CompleteAsync(exchange, upload, document).ConfigureAwait(false));
        }
        catch (Exception) when (!exchange.Aborted.IsCancellationRequested)
        {
            // An earlier attempt of the same client may have completed the upload since it was found.
            if (await FindRepeatedAsync(exchange, upload.Id, document).ConfigureAwait(false) is { } completed)
            {
                return Respond(exchange, completed);
            }

            throw;
        }
    }

    /// <summary>Responds as the first time if the upload was completed with the same parts.</summary>
    private protected override async Task<S3Response> RunWithoutUploadAsync(S3Exchange exchange, string id)
    {
        var document = await exchange.Body.ReadDocumentAsync(exchange.Aborted).ConfigureAwait(false);
        var completed = await FindRepeatedAsync(exchange, id, document).ConfigureAwait(false);
        return Respond(exchange, completed ?? throw NoSuchUpload(id));
    }

    private static async Task<ObjectMetadata?> FindRepeatedAsync(S3Exchange exchange, string id, byte[] document)
    {
        var current = await exchange.Store.Objects
            .FindAsync(exchange.Bucket, exchange.Key, exchange.Aborted)
            .ConfigureAwait(false);
        return current?.UploadId == id && CompletedParts.AreThoseOf(current, document) ? current : null;
    }

    private static async Task<ObjectMetadata> CompleteAsync(
        S3Exchange exchange, UploadMetadata upload, byte[] document)
    {
        var stored = await exchange.Store.Uploads
            .ListPartsAsync(exchange.Bucket, upload.Id, exchange.Aborted)
            .ConfigureAwait(false);
        var parts = CompletedParts.Match(document, upload, stored);
        CompletionChecks.CheckSize(exchange.Request, parts);

        using var data = exchange.Store.Staging.Create();
        var checksum = await JoinAsync(exchange, upload, parts, data.Stream).ConfigureAwait(false);
        CompletionChecks.CheckChecksum(exchange.Request, PartDigests.Checksum(upload, parts, checksum));
        checksum = await StagedBytes.ChangeAsync(exchange, data.Stream, parts, checksum).ConfigureAwait(false);
        var whole = PartDigests.Checksum(upload, parts, checksum);
        var metadata = new ObjectMetadata
        {
            Key = exchange.Key,
            Size = parts.Sum(part => part.Size),
            ETag = PartDigests.ETag(parts),
            LastModified = exchange.Now(),
            Headers = upload.Headers,
            Tags = upload.Tags,
            Checksum = whole,
            Parts = parts.Count,
            PartList = [.. parts.Select(part => PartDigests.Describe(part, whole))],
            UploadId = upload.Id,
            Acl = upload.Acl,
        };
        await ObjectWrite
            .CommitAsync(exchange, metadata, data, current => ConflictCheck.Run(exchange.Request, upload, current))
            .ConfigureAwait(false);
        exchange.Store.Uploads.Delete(exchange.Bucket, upload.Id);
        return metadata;
    }

    /// <summary>Concatenates the parts. Returns the checksum over all bytes, if the object is to have one.</summary>
    private static async Task<Checksum?> JoinAsync(
        S3Exchange exchange, UploadMetadata upload, List<PartMetadata> parts, Stream destination)
    {
        var algorithm = upload.ChecksumType == ChecksumType.Composite
            ? null
            : ChecksumAlgorithm.FromName(upload.ChecksumAlgorithm) ?? ChecksumAlgorithm.Default;
        using var checksum = algorithm?.Start();
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

        return algorithm is null
            ? null
            : new Checksum(algorithm.Name, Convert.ToBase64String(checksum!.Finish()), ChecksumType.FullObject);
    }

    private static FileStream OpenPart(S3Exchange exchange, UploadMetadata upload, PartMetadata part)
    {
        try
        {
            return exchange.Store.Uploads.OpenPart(exchange.Bucket, upload.Id, part);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            // Another request has aborted or completed the upload since the parts were listed.
            throw NoSuchUpload(upload.Id);
        }
    }

    private static S3Response Respond(S3Exchange exchange, ObjectMetadata metadata)
    {
        var path = PercentEncoding.Encode(exchange.Request.Path, keepSlashes: true);
        var response = S3Response.FromXml(S3Xml.Element("CompleteMultipartUploadResult",
            S3Xml.Element("Location", $"{exchange.BaseUrl}{path}"),
            S3Xml.Element("Bucket", exchange.Bucket),
            S3Xml.Element("Key", exchange.Key),
            S3Xml.Element("ETag", metadata.ETag),
            ChecksumXml.CreateWithType(metadata.Checksum)));
        ObjectHeaders.WriteEncryptionTo(response.Headers, metadata.Headers);
        return response;
    }
}
