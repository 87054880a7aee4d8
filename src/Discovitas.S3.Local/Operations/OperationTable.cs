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
    };

    internal static IOperation Get(S3Operation operation) => Operations[operation];
}
