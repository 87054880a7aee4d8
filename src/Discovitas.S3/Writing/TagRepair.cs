using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Objects;

namespace Discovitas.S3.Writing;

/// <summary>
/// Ceph RADOS Gateway (16.2) forgets the tags that CreateMultipartUpload was given, without a word. Amazon S3 keeps them; on any other
/// store they are set again once the object is there.
/// </summary>
internal sealed class TagRepair(S3Caller caller, UploadVerifier verifier)
{
    /// <exception cref="S3StoreException">They could not be set; the object is removed, since it would not be what was asked for.</exception>
    internal async Task RepeatAsync(Upload upload)
    {
        if (caller.IsAmazon || upload.Headers.Tags() is not { } tags)
        {
            return;
        }

        var key = upload.Key.Value;
        var request = new PutObjectTaggingRequest { BucketName = caller.Name, Key = key, Tagging = new Tagging { TagSet = tags }, ExpectedBucketOwner = caller.ExpectedOwner };
        try
        {
            await caller.CleanUp().CallAsync(key, (s3, token) => s3.PutObjectTaggingAsync(request, token)).ConfigureAwait(false);
        }
        catch (S3StoreException)
        {
            await verifier.RemoveAsync(upload.Key).ConfigureAwait(false);
            throw;
        }
    }
}
