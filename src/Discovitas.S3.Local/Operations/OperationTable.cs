using Discovitas.S3.Local.Documents;
using Discovitas.S3.Local.Lifecycle;

namespace Discovitas.S3.Local.Operations;

/// <summary>The class of every operation.</summary>
internal static class OperationTable
{
    private static readonly Dictionary<S3Operation, IOperation> Operations = new()
    {
        [S3Operation.ListBuckets] = new ListBuckets(),
        [S3Operation.CreateBucket] = new CreateBucket(),
        [S3Operation.HeadBucket] = new HeadBucket(),
        [S3Operation.DeleteBucket] = new DeleteBucket(),
        [S3Operation.GetBucketLocation] = new GetBucketLocation(),
        [S3Operation.ListObjects] = new ListObjects(),
        [S3Operation.ListObjectsV2] = new ListObjectsV2(),
        [S3Operation.DeleteObjects] = new DeleteObjects(),
        [S3Operation.ListMultipartUploads] = new ListMultipartUploads(),
        [S3Operation.PutObject] = new PutObject(),
        [S3Operation.CopyObject] = new CopyObject(),
        [S3Operation.GetObject] = new GetObject(withBody: true),
        [S3Operation.HeadObject] = new GetObject(withBody: false),
        [S3Operation.DeleteObject] = new DeleteObject(),
        [S3Operation.PutObjectTagging] = new PutObjectTagging(),
        [S3Operation.GetObjectTagging] = new GetObjectTagging(),
        [S3Operation.DeleteObjectTagging] = new DeleteObjectTagging(),
        [S3Operation.CreateMultipartUpload] = new CreateMultipartUpload(),
        [S3Operation.UploadPart] = new UploadPart(),
        [S3Operation.UploadPartCopy] = new UploadPartCopy(),
        [S3Operation.CompleteMultipartUpload] = new CompleteMultipartUpload(),
        [S3Operation.AbortMultipartUpload] = new AbortMultipartUpload(),
        [S3Operation.ListParts] = new ListParts(),
        [S3Operation.PostObject] = new PostObject(),
        [S3Operation.PutBucketCors] = new PutBucketCors(),
        [S3Operation.GetBucketCors] = new GetBucketCors(),
        [S3Operation.DeleteBucketCors] = new DeleteBucketCors(),
        [S3Operation.PutBucketLifecycleConfiguration] =
            new PutBucketDocument(BucketDocument.Lifecycle, LifecycleDocument.Complete),
        [S3Operation.GetBucketLifecycleConfiguration] = new GetBucketDocument(BucketDocument.Lifecycle),
        [S3Operation.DeleteBucketLifecycle] = new DeleteBucketDocument(BucketDocument.Lifecycle),
        [S3Operation.PutBucketPolicy] = new PutBucketPolicy(),
        [S3Operation.GetBucketPolicy] = new GetBucketDocument(BucketDocument.Policy),
        [S3Operation.DeleteBucketPolicy] = new DeleteBucketDocument(BucketDocument.Policy),
        [S3Operation.PutPublicAccessBlock] =
            new PutBucketDocument(BucketDocument.PublicAccessBlock, PublicAccessBlock.Checked),
        [S3Operation.GetPublicAccessBlock] = new GetBucketDocument(BucketDocument.PublicAccessBlock),
        [S3Operation.DeletePublicAccessBlock] = new DeleteBucketDocument(BucketDocument.PublicAccessBlock),
        [S3Operation.PutBucketVersioning] = new PutBucketDocument(BucketDocument.Versioning, "VersioningConfiguration"),
        [S3Operation.GetBucketVersioning] = new GetBucketDocument(BucketDocument.Versioning),
        [S3Operation.PutBucketEncryption] =
            new PutBucketDocument(BucketDocument.Encryption, "ServerSideEncryptionConfiguration"),
        [S3Operation.GetBucketEncryption] = new GetBucketDocument(BucketDocument.Encryption),
        [S3Operation.DeleteBucketEncryption] = new DeleteBucketDocument(BucketDocument.Encryption),
        [S3Operation.PutBucketOwnershipControls] = new BucketOwnershipControls(HttpMethods.Put),
        [S3Operation.GetBucketOwnershipControls] = new BucketOwnershipControls(HttpMethods.Get),
        [S3Operation.DeleteBucketOwnershipControls] = new BucketOwnershipControls(HttpMethods.Delete),
        [S3Operation.GetBucketAcl] = new GetAcl(),
        [S3Operation.PutBucketAcl] = new PutAcl(),
        [S3Operation.GetObjectAcl] = new GetAcl(),
        [S3Operation.PutObjectAcl] = new PutAcl(),
        [S3Operation.GetObjectAttributes] = new GetObjectAttributes(),
        [S3Operation.ListObjectVersions] = new ListObjectVersions(),
        [S3Operation.GetBucketPolicyStatus] = new GetBucketPolicyStatus(),
        [S3Operation.PutBucketTagging] = new PutBucketDocument(
            BucketDocument.Tagging, BucketTags.Checked, StatusCodes.Status204NoContent),
        [S3Operation.GetBucketTagging] = new GetBucketDocument(BucketDocument.Tagging),
        [S3Operation.DeleteBucketTagging] = new DeleteBucketDocument(BucketDocument.Tagging),
    };

    internal static IOperation Get(S3Operation operation) => Operations[operation];
}
