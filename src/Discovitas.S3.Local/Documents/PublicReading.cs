using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Documents;

/// <summary>
/// Decides whether anyone may read an object: as the options say, or as the bucket's policy says, unless the public
/// access block overrides both.
/// </summary>
internal sealed class PublicReading(LocalS3Options options, FolderStore store)
{
    internal async Task<bool> IsAllowedAsync(S3Request request, CancellationToken cancellationToken)
    {
        if (request.Operation is not (S3Operation.GetObject or S3Operation.HeadObject)
            || !BucketStore.IsName(request.Bucket))
        {
            return false;
        }

        var block = await PublicAccessBlock.ReadAsync(store, request.Bucket, cancellationToken).ConfigureAwait(false);
        return !block.RestrictsBuckets
            && (await FindPolicyAsync(request, cancellationToken).ConfigureAwait(false) ?? options.PublicRead);
    }

    private async Task<bool?> FindPolicyAsync(S3Request request, CancellationToken cancellationToken)
    {
        var document = await store.Documents
            .FindAsync(request.Bucket, BucketDocument.Policy.File, cancellationToken)
            .ConfigureAwait(false);
        return document is null
            ? null
            : BucketPolicy.Parse(document, request.Bucket)
                .AllowsAnyone("s3:GetObject", $"{request.Bucket}/{request.Key}") ?? false;
    }
}
