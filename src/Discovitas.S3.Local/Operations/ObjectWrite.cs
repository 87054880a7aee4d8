using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Payload;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>The steps that all operations that write bytes share.</summary>
internal static class ObjectWrite
{
    /// <summary>Returns the ETag of bytes that were received in one piece, in quotes.</summary>
    internal static string ETag(byte[] md5) => $"\"{Convert.ToHexStringLower(md5)}\"";

    /// <summary>Verifies and stages the body of the request.</summary>
    internal static async Task<ReceivedBody> StageAsync(
        S3Exchange exchange, StagedFile data, ChecksumAlgorithm? algorithm = null)
    {
        var body = await exchange.Body.CopyToAsync(data.Stream, algorithm, exchange.Aborted).ConfigureAwait(false);
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
    internal static Task CommitAsync(S3Exchange exchange, ObjectMetadata metadata, StagedFile data) =>
        exchange.Store.Objects.WriteAsync(
            exchange.Bucket,
            new StagedObject(metadata, data),
            current => CheckConditions(exchange, metadata, current),
            exchange.Aborted);

    /// <summary>
    /// Checks the conditions of the request, unless the key has what the same upload has stored before.
    /// </summary>
    private static void CheckConditions(S3Exchange exchange, ObjectMetadata metadata, ObjectMetadata? current)
    {
        if (metadata.UploadId is null || metadata.UploadId != current?.UploadId)
        {
            Preconditions.CheckWrite(exchange.Request, current);
        }
    }

    /// <summary>Writes the checksum that the request names. Returns whether it names one.</summary>
    internal static bool WriteChecksum(S3Response response, ExpectedChecksums expected, ReceivedBody body)
    {
        if (expected.Algorithm is not { } algorithm || body.Checksum is not { } checksum)
        {
            return false;
        }

        response.Headers[algorithm.Header] = checksum.Value;
        return true;
    }
}
