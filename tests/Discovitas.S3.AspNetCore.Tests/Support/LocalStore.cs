using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Local;

namespace Discovitas.S3.AspNetCore.Tests.Support;

/// <summary>The embedded S3 as an app's store, and as a test sees it.</summary>
internal static class LocalStore
{
    internal static AmazonS3Client Connect(LocalS3Server server) => new(
        server.AccessKeyId,
        server.SecretAccessKey,
        new AmazonS3Config
        {
            ServiceURL = server.ServiceUrl,
            ForcePathStyle = true,
            AuthenticationRegion = server.Region,
        });

    /// <summary>Points settings to the server, and has each request tried once.</summary>
    internal static void Apply(LocalS3Server server, S3Settings settings)
    {
        settings.Bucket = server.Bucket;
        settings.Region = server.Region;
        settings.ServiceUrl = server.ServiceUrl;
        settings.AccessKeyId = server.AccessKeyId;
        settings.SecretAccessKey = server.SecretAccessKey;
        settings.RetryFor = TimeSpan.Zero;
    }

    /// <summary>Returns the keys of all objects, and of all multipart uploads that have not ended.</summary>
    internal static async Task<IReadOnlyList<string>> HoldingsAsync(IAmazonS3 client, string bucket)
    {
        var objects = await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket });
        var uploads = await client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = bucket });
        return
        [
            .. (objects.S3Objects ?? []).Select(found => found.Key),
            .. (uploads.MultipartUploads ?? []).Select(upload => $"unfinished {upload.Key}"),
        ];
    }
}
