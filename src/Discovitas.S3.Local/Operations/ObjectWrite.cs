using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Payload;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>The steps that all operations that write bytes share.</summary>
internal static class ObjectWrite
{
    /// <summary>Returns the ETag of bytes that were received in one piece, in quotes.</summary>
    internal static string ETag(byte[] md5) => $"\"{Convert.ToHexStringLower(md5)}\"";

    /// <summary>Verifies and stages the body of the request.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="data">The file.</param>
    /// <param name="algorithm">The checksum to compute if the request names none.</param>
    internal static async Task<ReceivedBody> StageAsync(
        S3Exchange exchange, StagedFile data, ChecksumAlgorithm? algorithm = null)
    {
        var body = await exchange.Body
            .CopyToAsync(data.Stream, algorithm ?? ChecksumAlgorithm.Default, exchange.Aborted)
            .ConfigureAwait(false);
        return await StagedBytes.ChangeAsync(exchange, data.Stream, body).ConfigureAwait(false);
    }

    /// <summary>Stores an object that was received in one piece.</summary>
    internal static async Task<ObjectMetadata> StoreAsync(
        S3Exchange exchange, NewObject item, ReceivedBody body, StagedFile data)
    {
        var metadata = new ObjectMetadata
        {
            Key = item.Key,
            Size = body.Length,
            ETag = ETag(body.Md5),
            LastModified = exchange.Now(),
            Headers = item.Headers,
            Tags = item.Tags,
            Checksum = body.Checksum,
            Acl = item.Acl,
        };
        await CommitAsync(exchange, metadata, data).ConfigureAwait(false);
        return metadata;
    }

    /// <summary>Moves an object to its place, if the conditions of the request allow it.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="metadata">The new object.</param>
    /// <param name="data">Its bytes.</param>
    /// <param name="check">
    /// Receives the object that the key has now, after the conditions were checked, and throws if it forbids the write.
    /// </param>
    internal static Task CommitAsync(
        S3Exchange exchange, ObjectMetadata metadata, StagedFile data, Action<ObjectMetadata?>? check = null) =>
        exchange.Store.Objects.WriteAsync(
            exchange.Bucket,
            new StagedObject(metadata, data),
            current =>
            {
                // The key may have what an earlier attempt to complete the same upload has stored.
                if (metadata.UploadId is null || metadata.UploadId != current?.UploadId)
                {
                    Preconditions.CheckWrite(exchange.Request, current);
                    check?.Invoke(current);
                }
            },
            exchange.Aborted);

    /// <summary>Writes the checksum of an object, or of a part, which has no type.</summary>
    internal static void WriteChecksum(IHeaderDictionary headers, Checksum? checksum, bool withType = true)
    {
        if (checksum is null)
        {
            return;
        }

        headers[ChecksumAlgorithm.FromName(checksum.Algorithm)!.Header] = checksum.Value;
        if (withType)
        {
            headers["x-amz-checksum-type"] = checksum.Type;
        }
    }
}
