using Amazon.S3.Model;
using Discovitas.S3.Storage;

namespace Discovitas.S3.Writing;

/// <summary>
/// Ceph RADOS Gateway (16.2) forgets the tags that CreateMultipartUpload was given, without a word. Amazon S3 keeps them; on any other
/// store they are set again once the object is there.
/// </summary>
internal sealed class ForgottenTags(Bucket bucket, Verdict verdict)
{
    /// <exception cref="S3UploadException">They could not be set; the object is removed, since it would not be what was asked for.</exception>
    internal async Task RepeatAsync(Upload upload)
    {
        if (bucket.IsAmazon || upload.Headers.Tags() is not { } tags)
        {
            return;
        }

        var key = upload.Key.Value;
        var request = new PutObjectTaggingRequest { BucketName = bucket.Name, Key = key, Tagging = new Tagging { TagSet = tags }, ExpectedBucketOwner = bucket.ExpectedOwner };
        try
        {
            await bucket.CleanUp().CallAsync(key, (s3, token) => s3.PutObjectTaggingAsync(request, token)).ConfigureAwait(false);
        }
        catch (S3UploadException)
        {
            await verdict.RemoveAsync(upload.Key).ConfigureAwait(false);
            throw;
        }
    }
}
