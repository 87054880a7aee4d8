using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Keys;

namespace Discovitas.S3.Writing;

/// <summary>Stores objects without content, whose existence alone says something.</summary>
internal sealed class EmptyObjects(S3Caller caller)
{
    internal Task StoreAsync(string key) =>
        caller.CleanUp().CallAsync(key, (client, token) => client.PutObjectAsync(Request(key), token));

    /// <summary>Stores an object with one piece of user metadata, unless there is one.</summary>
    /// <returns>
    /// Whether it is stored; false if there is one, which an attempt without an answer may have stored.
    /// </returns>
    /// <exception cref="S3StoreException">The store returned an error, or failed.</exception>
    internal async Task<bool> TryCreateAsync(ObjectKey key, KeyValuePair<string, string>? metadata)
    {
        try
        {
            await caller.CleanUp().CallAsync(key.Value, async (client, token) =>
            {
                var request = Request(key.Value, isNew: true);
                if (metadata is { } entry)
                {
                    request.Metadata[entry.Key] = entry.Value;
                }

                var response = await client.PutObjectAsync(request, token).ConfigureAwait(false);
                return StoreReply.IsFromNetwork(response) && string.IsNullOrEmpty(response.ETag)
                    ? throw caller.Failures.NoETag(response, key.Value)
                    : response;
            }).ConfigureAwait(false);
            return true;
        }
        catch (S3StoreException failure) when (failure.IsConflict)
        {
            return false;
        }
    }

    /// <summary>
    /// Returns the request that stores an object without content. It is sent once: the SDK disposes its content.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="isNew">Whether the store rejects it if there is an object.</param>
    internal PutObjectRequest Request(string key, bool isNew = false) => new()
    {
        BucketName = caller.Bucket,
        Key = key,
        ContentBody = "",
        ContentType = "application/octet-stream",
        UseChunkEncoding = false,
        DisablePayloadSigning = !caller.SignsPayload,
        ExpectedBucketOwner = caller.ExpectedOwner,
        IfNoneMatch = isNew ? "*" : null,
    };
}
