using System.Globalization;
using Amazon.S3.Model;

namespace Discovitas.S3.Tool.Console;

/// <summary>Names what a HEAD of an object returned.</summary>
internal static class ObjectHeaders
{
    internal static IEnumerable<object> From(GetObjectMetadataResponse head)
    {
        (string Name, string? Value)[] headers =
        [
            ("Content-Type", head.Headers.ContentType),
            ("Content-Length", head.Headers.ContentLength.ToString(CultureInfo.InvariantCulture)),
            ("Last-Modified", head.LastModified?.ToUniversalTime().ToString("R", CultureInfo.InvariantCulture)),
            ("ETag", head.ETag),
            ("Cache-Control", head.Headers.CacheControl),
            ("Content-Disposition", head.Headers.ContentDisposition),
            ("Content-Encoding", head.Headers.ContentEncoding),
            ("Expires", head.ExpiresString),
            ("x-amz-storage-class", head.StorageClass?.Value),
            ("x-amz-server-side-encryption", head.ServerSideEncryptionMethod?.Value),
            ("x-amz-website-redirect-location", head.WebsiteRedirectLocation),
            ("x-amz-checksum-crc32", head.ChecksumCRC32),
            ("x-amz-checksum-crc32c", head.ChecksumCRC32C),
            ("x-amz-checksum-crc64nvme", head.ChecksumCRC64NVME),
            ("x-amz-checksum-sha1", head.ChecksumSHA1),
            ("x-amz-checksum-sha256", head.ChecksumSHA256),
            ("x-amz-checksum-type", head.ChecksumType?.Value),
        ];
        return headers.Where(header => !string.IsNullOrEmpty(header.Value))
            .Select(header => new { name = header.Name, value = header.Value });
    }
}
