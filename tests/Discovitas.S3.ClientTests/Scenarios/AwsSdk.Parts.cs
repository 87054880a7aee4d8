using Amazon.S3;
using Amazon.S3.Model;

namespace Discovitas.S3.ClientTests.Scenarios;

/// <content>Uploads in parts, and what is left.</content>
internal sealed partial class AwsSdk
{
    private static readonly List<ObjectAttributes> Attributes =
    [
        ObjectAttributes.ETag,
        ObjectAttributes.Checksum,
        ObjectAttributes.ObjectParts,
        ObjectAttributes.StorageClass,
        ObjectAttributes.ObjectSize,
    ];

    private async Task PartsAsync()
    {
        var created = await _log.AddAsync("create an upload", () => _s3.InitiateMultipartUploadAsync(_bucket, "parts"));
        var id = created!.UploadId;
        var first = await PartAsync(id, 2, Bytes(5 * MiB));
        var last = await PartAsync(id, 9, Bytes(1000));
        var copy = new CopyPartRequest
        {
            SourceBucket = _bucket,
            SourceKey = "small.txt",
            DestinationBucket = _bucket,
            DestinationKey = "parts",
            UploadId = id,
            PartNumber = 9,
            FirstByte = 2,
            LastByte = 6,
        };
        var copied = await _log.AddAsync("copy a part", () => _s3.CopyPartAsync(copy));
        await _log.AddAsync("list parts", () => _s3.ListPartsAsync(_bucket, "parts", id));
        await _log.AddAsync("list uploads", () => _s3.ListMultipartUploadsAsync(_bucket));
        await CompleteAsync("complete with a wrong part", id, new PartETag(2, first), new PartETag(9, last));
        await CompleteAsync("complete", id, new PartETag(2, first), new PartETag(9, copied?.ETag));
        await CompleteAsync("complete again", id, new PartETag(2, first), new PartETag(9, copied?.ETag));
        await _log.AddAsync("get what was completed", () => _s3.GetObjectAsync(_bucket, "parts"));
        var part = new GetObjectRequest { BucketName = _bucket, Key = "parts", PartNumber = 2 };
        await _log.AddAsync("get a part", () => _s3.GetObjectAsync(part));
        var attributes = new GetObjectAttributesRequest
        {
            BucketName = _bucket,
            Key = "parts",
            ObjectAttributes = Attributes,
        };
        await _log.AddAsync("attributes", () => _s3.GetObjectAttributesAsync(attributes));
        await _log.AddAsync("abort", () => _s3.AbortMultipartUploadAsync(_bucket, "parts", id));
    }

    private async Task<string?> PartAsync(string id, int number, byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        var request = new UploadPartRequest
        {
            BucketName = _bucket,
            Key = "parts",
            UploadId = id,
            PartNumber = number,
            InputStream = stream,
        };
        return (await _log.AddAsync($"part {number}", () => _s3.UploadPartAsync(request)))?.ETag;
    }

    private async Task CompleteAsync(string step, string id, params PartETag[] parts)
    {
        var request = new CompleteMultipartUploadRequest
        {
            BucketName = _bucket,
            Key = "parts",
            UploadId = id,
            PartETags = [.. parts],
        };
        await _log.AddAsync(step, () => _s3.CompleteMultipartUploadAsync(request));
    }

    private async Task OthersAsync()
    {
        var tags = new PutObjectTaggingRequest
        {
            BucketName = _bucket,
            Key = "small.txt",
            Tagging = new Tagging { TagSet = [new Tag { Key = "a", Value = "ü" }] },
        };
        await _log.AddAsync("put tags", () => _s3.PutObjectTaggingAsync(tags));
        var tagged = new GetObjectTaggingRequest { BucketName = _bucket, Key = "small.txt" };
        await _log.AddAsync("get tags", () => _s3.GetObjectTaggingAsync(tagged));
        var acl = new GetObjectAclRequest { BucketName = _bucket, Key = "small.txt" };
        await _log.AddAsync("get an ACL", () => _s3.GetObjectAclAsync(acl));
        var bucketAcl = new GetBucketAclRequest { BucketName = _bucket };
        await _log.AddAsync("get the bucket's ACL", () => _s3.GetBucketAclAsync(bucketAcl));
        await _log.AddAsync("get the bucket's versioning", () => _s3.GetBucketVersioningAsync(_bucket));
        await _log.AddAsync("get the bucket's location", () => _s3.GetBucketLocationAsync(_bucket));
        var encryption = new GetBucketEncryptionRequest { BucketName = _bucket };
        await _log.AddAsync("get the bucket's encryption", () => _s3.GetBucketEncryptionAsync(encryption));
        var url = await _s3.GetPreSignedURLAsync(new GetPreSignedUrlRequest
        {
            BucketName = _bucket,
            Key = "odd/a b+c%20&=?#'\"<>.txt",
            Expires = DateTime.UtcNow.AddMinutes(1),
            Protocol = Protocol.HTTP,
        });
        using var http = new HttpClient();
        await _log.AddAsync("get with a presigned URL", () => http.GetStringAsync(new Uri(url)));
    }

    private async Task RemovalAsync()
    {
        await _log.AddAsync("delete the bucket while it is full", () => _s3.DeleteBucketAsync(_bucket));
        await _log.AddAsync("delete", () => _s3.DeleteObjectAsync(_bucket, "small.txt"));
        var left = (await _s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = _bucket })).S3Objects;
        var request = new DeleteObjectsRequest { BucketName = _bucket };
        left.ForEach(found => request.AddKey(found.Key));
        await _log.AddAsync("delete many", () => _s3.DeleteObjectsAsync(request));
        await _log.AddAsync("delete the bucket", () => _s3.DeleteBucketAsync(_bucket));
    }
}
