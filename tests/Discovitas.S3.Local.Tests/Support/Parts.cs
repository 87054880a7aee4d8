using Amazon.S3.Model;

namespace Discovitas.S3.Local.Tests.Support;

/// <summary>The steps of a multipart upload of key k.</summary>
internal static class Parts
{
    public static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        Random.Shared.NextBytes(bytes);
        return bytes;
    }

    public static async Task<string> Begin(Scenario scenario, string key) =>
        (await scenario.S3.InitiateMultipartUploadAsync(scenario.Bucket, key)).UploadId;

    public static async Task<PartETag> Part(Scenario scenario, string id, int number, byte[] bytes) =>
        new(number, (await scenario.S3.UploadPartAsync(new UploadPartRequest
        {
            BucketName = scenario.Bucket,
            Key = "k",
            UploadId = id,
            PartNumber = number,
            InputStream = new MemoryStream(bytes),
        })).ETag);

    public static Task<CompleteMultipartUploadResponse> Complete(Scenario scenario, string id, params PartETag[] parts) =>
        scenario.S3.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest
        {
            BucketName = scenario.Bucket,
            Key = "k",
            UploadId = id,
            PartETags = [.. parts],
        });

    public static async Task<List<MultipartUpload>> Uploads(Scenario scenario) =>
        (await scenario.S3.ListMultipartUploadsAsync(scenario.Bucket)).MultipartUploads ?? [];
}
