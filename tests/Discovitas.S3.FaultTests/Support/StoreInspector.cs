using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Local;

namespace Discovitas.S3.FaultTests.Support;

/// <summary>Looks into a store behind everybody's back, with a client of its own. The store must be free of faults meanwhile.</summary>
internal sealed class StoreInspector(LocalS3Server server) : IDisposable
{
    private readonly AmazonS3Client _client = new(
        new BasicAWSCredentials(server.AccessKeyId, server.SecretAccessKey),
        new AmazonS3Config
        {
            ServiceURL = server.ServiceUrl,
            AuthenticationRegion = server.Region,
            ForcePathStyle = true,

            // Else it would sign with the skew that the run before it was led to believe in.
            DisableClockSkewCorrection = true,
        });

    internal async Task<Holdings> LookAsync(string prefix = "")
    {
        var hashes = new Dictionary<string, string>();
        var objects = await _client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = server.Bucket, Prefix = prefix });
        foreach (var found in objects.S3Objects ?? [])
        {
            using var stored = await _client.GetObjectAsync(server.Bucket, found.Key);
            hashes[found.Key] = Convert.ToHexString(await SHA256.HashDataAsync(stored.ResponseStream));
        }

        var uploads = await _client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = server.Bucket, Prefix = prefix });
        return new Holdings(hashes, [.. (uploads.MultipartUploads ?? []).Select(upload => upload.UploadId)]);
    }

    /// <summary>Removes what a run has left, so that a long one does not fill the disk.</summary>
    internal async Task EmptyAsync(string prefix)
    {
        var objects = await _client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = server.Bucket, Prefix = prefix });
        foreach (var found in objects.S3Objects ?? [])
        {
            await _client.DeleteObjectAsync(server.Bucket, found.Key);
        }

        var uploads = await _client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = server.Bucket, Prefix = prefix });
        foreach (var upload in uploads.MultipartUploads ?? [])
        {
            await _client.AbortMultipartUploadAsync(server.Bucket, upload.Key, upload.UploadId);
        }
    }

    public void Dispose() => _client.Dispose();
}
