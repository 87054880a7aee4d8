using Amazon.S3.Model;
using Discovitas.S3.Client;

namespace Discovitas.S3.Direct;

/// <summary>Stores objects without content, whose existence alone says something.</summary>
internal sealed class EmptyObjects(S3Caller caller)
{
    internal Task StoreAsync(string key)
    {
        var request = new PutObjectRequest
        {
            BucketName = caller.Bucket,
            Key = key,
            ContentBody = "",
            ContentType = "application/octet-stream",
            UseChunkEncoding = false,
            DisablePayloadSigning = !caller.SignsPayload,
            ExpectedBucketOwner = caller.ExpectedOwner,
        };
        return caller.CleanUp().CallAsync(key, (client, token) => client.PutObjectAsync(request, token));
    }
}
