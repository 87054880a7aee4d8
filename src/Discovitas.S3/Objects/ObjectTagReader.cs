using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Keys;

namespace Discovitas.S3.Objects;

/// <summary>Reads the tags of objects (S3 operation GetObjectTagging).</summary>
internal sealed class ObjectTagReader(S3Caller caller)
{
    /// <exception cref="S3StoreException">The store returned an error or no usable response.</exception>
    internal async Task<IReadOnlyDictionary<string, string>> GetAsync(
        ObjectKey key, CancellationToken cancellationToken)
    {
        var request = new GetObjectTaggingRequest
        {
            BucketName = caller.Bucket,
            Key = key.Value,
            ExpectedBucketOwner = caller.ExpectedOwner,
        };
        var tags = await caller.CallAsync(
            key.Value,
            async (client, token) => caller.Require(
                await client.GetObjectTaggingAsync(request, token).ConfigureAwait(false), key.Value),
            cancellationToken).ConfigureAwait(false);
        return (tags?.Tagging ?? []).ToDictionary(tag => tag.Key, tag => tag.Value);
    }
}
