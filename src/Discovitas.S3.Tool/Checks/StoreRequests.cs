using System.IO.Hashing;
using System.Text;
using Amazon.S3.Model;

namespace Discovitas.S3.Tool.Checks;

/// <summary>Creates the requests that checks send, with which uploads are sent as well.</summary>
internal static class StoreRequests
{
    internal const string ContentType = "text/plain";

    /// <summary>Gets the bytes of every small object.</summary>
    internal static byte[] Small { get; } =
        Encoding.UTF8.GetBytes("This object was stored by discovitas-s3 conformance. It can be deleted.\n");

    internal static PutObjectRequest Put(CheckContext context, string key, byte[]? bytes = null) => new()
    {
        BucketName = context.Bucket,
        Key = key,
        InputStream = new MemoryStream(bytes ?? Small),
        ContentType = ContentType,
        UseChunkEncoding = false,
        DisablePayloadSigning = IsEncrypted(context),

        // The bucket's policy can require it.
        ServerSideEncryptionMethod = context.Settings.ServerSideEncryption,
        ServerSideEncryptionKeyManagementServiceKeyId = context.Settings.KmsKeyId,
    };

    /// <summary>Creates the request for <see cref="CheckContext.File"/>, which has headers of its own.</summary>
    internal static PutObjectRequest PutFile(CheckContext context)
    {
        var request = Put(context, context.File);
        request.Headers.CacheControl = "max-age=1";
        request.Metadata["theirs"] = "1";
        return request;
    }

    internal static UploadPartRequest Part(
        CheckContext context, (string Key, string Id) upload, int number, byte[] bytes) => new()
        {
            BucketName = context.Bucket,
            Key = upload.Key,
            UploadId = upload.Id,
            PartNumber = number,
            InputStream = new MemoryStream(bytes),
            UseChunkEncoding = false,
            DisablePayloadSigning = IsEncrypted(context),
        };

    internal static CompleteMultipartUploadRequest Complete(
        CheckContext context, (string Key, string Id) upload, params List<PartETag> parts) => new()
        {
            BucketName = context.Bucket,
            Key = upload.Key,
            UploadId = upload.Id,
            PartETags = parts,
        };

    internal static CopyObjectRequest Copy(CheckContext context, string source, string target) => new()
    {
        SourceBucket = context.Bucket,
        SourceKey = source,
        DestinationBucket = context.Bucket,
        DestinationKey = target,
        ServerSideEncryptionMethod = context.Settings.ServerSideEncryption,
        ServerSideEncryptionKeyManagementServiceKeyId = context.Settings.KmsKeyId,
    };

    internal static CopyPartRequest CopyPart(
        CheckContext context, (string Key, string Id) upload, int number, ByteRange range) => new()
        {
            SourceBucket = context.Bucket,
            SourceKey = context.Large,
            DestinationBucket = context.Bucket,
            DestinationKey = upload.Key,
            UploadId = upload.Id,
            PartNumber = number,
            FirstByte = range.Start,
            LastByte = range.End,
        };

    internal static GetObjectRequest Get(CheckContext context, string key, ByteRange? range = null) => new()
    {
        BucketName = context.Bucket,
        Key = key,
        ByteRange = range,
    };

    internal static string Crc32Of(ReadOnlySpan<byte> bytes)
    {
        var hash = Crc32.Hash(bytes);
        Array.Reverse(hash);
        return Convert.ToBase64String(hash);
    }

    private static bool IsEncrypted(CheckContext context) =>
        context.Settings.ServiceUrl?.StartsWith("http:", StringComparison.OrdinalIgnoreCase) is not true;
}
