namespace Discovitas.S3.Local;

/// <summary>
/// An operation of S3, by its name in
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html.
/// </summary>
public enum S3Operation
{
    /// <summary><c>GET /</c></summary>
    ListBuckets,

    /// <summary><c>PUT /bucket</c></summary>
    CreateBucket,

    /// <summary><c>HEAD /bucket</c></summary>
    HeadBucket,

    /// <summary><c>DELETE /bucket</c></summary>
    DeleteBucket,

    /// <summary><c>GET /bucket?location</c></summary>
    GetBucketLocation,

    /// <summary><c>GET /bucket</c>, the first version of listing.</summary>
    ListObjects,

    /// <summary><c>GET /bucket?list-type=2</c></summary>
    ListObjectsV2,

    /// <summary><c>POST /bucket?delete</c>, many objects at once.</summary>
    DeleteObjects,

    /// <summary><c>GET /bucket?uploads</c></summary>
    ListMultipartUploads,

    /// <summary><c>PUT /bucket/key</c></summary>
    PutObject,

    /// <summary><c>PUT /bucket/key</c> with the header <c>x-amz-copy-source</c>.</summary>
    CopyObject,

    /// <summary><c>GET /bucket/key</c></summary>
    GetObject,

    /// <summary><c>HEAD /bucket/key</c>, which the AWS SDK calls GetObjectMetadata.</summary>
    HeadObject,

    /// <summary><c>DELETE /bucket/key</c></summary>
    DeleteObject,

    /// <summary><c>PUT /bucket/key?tagging</c></summary>
    PutObjectTagging,

    /// <summary><c>GET /bucket/key?tagging</c></summary>
    GetObjectTagging,

    /// <summary><c>DELETE /bucket/key?tagging</c></summary>
    DeleteObjectTagging,

    /// <summary><c>POST /bucket/key?uploads</c>, which the AWS SDK calls InitiateMultipartUpload.</summary>
    CreateMultipartUpload,

    /// <summary><c>PUT /bucket/key?uploadId=…&amp;partNumber=…</c></summary>
    UploadPart,

    /// <summary><c>POST /bucket/key?uploadId=…</c></summary>
    CompleteMultipartUpload,

    /// <summary><c>DELETE /bucket/key?uploadId=…</c></summary>
    AbortMultipartUpload,

    /// <summary><c>GET /bucket/key?uploadId=…</c></summary>
    ListParts,

    /// <summary><c>POST /bucket</c> with a <c>multipart/form-data</c> form, as a browser sends it.</summary>
    PostObject,

    /// <summary><c>PUT /bucket?cors</c>, which the AWS SDK calls PutCORSConfiguration.</summary>
    PutBucketCors,

    /// <summary><c>GET /bucket?cors</c>, which the AWS SDK calls GetCORSConfiguration.</summary>
    GetBucketCors,

    /// <summary><c>DELETE /bucket?cors</c>, which the AWS SDK calls DeleteCORSConfiguration.</summary>
    DeleteBucketCors,

    /// <summary>
    /// <c>PUT /bucket/key?uploadId=…&amp;partNumber=…</c> with the header <c>x-amz-copy-source</c>, which the AWS SDK
    /// calls CopyPart.
    /// </summary>
    UploadPartCopy,

    /// <summary><c>PUT /bucket?lifecycle</c>, which the AWS SDK calls PutLifecycleConfiguration.</summary>
    PutBucketLifecycleConfiguration,

    /// <summary><c>GET /bucket?lifecycle</c>, which the AWS SDK calls GetLifecycleConfiguration.</summary>
    GetBucketLifecycleConfiguration,

    /// <summary><c>DELETE /bucket?lifecycle</c>, which the AWS SDK calls DeleteLifecycleConfiguration.</summary>
    DeleteBucketLifecycle,

    /// <summary><c>PUT /bucket?policy</c></summary>
    PutBucketPolicy,

    /// <summary><c>GET /bucket?policy</c></summary>
    GetBucketPolicy,

    /// <summary><c>DELETE /bucket?policy</c></summary>
    DeleteBucketPolicy,

    /// <summary><c>PUT /bucket?publicAccessBlock</c></summary>
    PutPublicAccessBlock,

    /// <summary><c>GET /bucket?publicAccessBlock</c></summary>
    GetPublicAccessBlock,

    /// <summary><c>DELETE /bucket?publicAccessBlock</c></summary>
    DeletePublicAccessBlock,

    /// <summary><c>PUT /bucket?versioning</c></summary>
    PutBucketVersioning,

    /// <summary><c>GET /bucket?versioning</c></summary>
    GetBucketVersioning,

    /// <summary><c>PUT /bucket?encryption</c></summary>
    PutBucketEncryption,

    /// <summary><c>GET /bucket?encryption</c></summary>
    GetBucketEncryption,

    /// <summary><c>DELETE /bucket?encryption</c></summary>
    DeleteBucketEncryption,

    /// <summary><c>PUT /bucket?ownershipControls</c></summary>
    PutBucketOwnershipControls,

    /// <summary><c>GET /bucket?ownershipControls</c></summary>
    GetBucketOwnershipControls,

    /// <summary><c>DELETE /bucket?ownershipControls</c></summary>
    DeleteBucketOwnershipControls,

    /// <summary><c>GET /bucket/key?attributes</c></summary>
    GetObjectAttributes,

    /// <summary><c>GET /bucket?versions</c>, which the AWS SDK calls ListVersions.</summary>
    ListObjectVersions,

    /// <summary><c>GET /bucket?acl</c></summary>
    GetBucketAcl,

    /// <summary><c>PUT /bucket?acl</c></summary>
    PutBucketAcl,

    /// <summary><c>GET /bucket/key?acl</c></summary>
    GetObjectAcl,

    /// <summary><c>PUT /bucket/key?acl</c></summary>
    PutObjectAcl,

    /// <summary><c>GET /bucket?policyStatus</c></summary>
    GetBucketPolicyStatus,

    /// <summary><c>PUT /bucket?tagging</c></summary>
    PutBucketTagging,

    /// <summary><c>GET /bucket?tagging</c></summary>
    GetBucketTagging,

    /// <summary><c>DELETE /bucket?tagging</c></summary>
    DeleteBucketTagging,
}
