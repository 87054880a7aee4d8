namespace Discovitas.S3.Local.Tests.Support;

/// <summary>The steps of a multipart upload of key k.</summary>
internal static class Parts
{
    internal const int Mebibyte = 1024 * 1024;

    internal static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        Random.Shared.NextBytes(bytes);
        return bytes;
    }

    internal static async Task<string> Begin(Scenario scenario, string key) =>
        (await scenario.S3.InitiateMultipartUploadAsync(scenario.Bucket, key)).UploadId;

    /// <summary>Starts an upload with a CRC-32.</summary>
    internal static async Task<string> BeginWithChecksum(Scenario scenario, ChecksumType? type = null) =>
        (await scenario.S3.InitiateMultipartUploadAsync(new()
        {
            BucketName = scenario.Bucket,
            Key = "k",
            ChecksumAlgorithm = ChecksumAlgorithm.CRC32,
            ChecksumType = type,
        })).UploadId;

    /// <summary>Starts an upload with a CRC-32 over all bytes, and uploads its only part.</summary>
    internal static async Task<(string Id, PartETag Part)> UploadWithChecksumAsync(Scenario scenario, byte[] bytes)
    {
        var id = await BeginWithChecksum(scenario, ChecksumType.FULL_OBJECT);
        return (id, await Part(scenario, id, 1, bytes));
    }

    internal static async Task<PartETag> Part(Scenario scenario, string id, int number, byte[] bytes) =>
        new(number, (await scenario.S3.UploadPartAsync(new()
        {
            BucketName = scenario.Bucket,
            Key = "k",
            UploadId = id,
            PartNumber = number,
            InputStream = new MemoryStream(bytes),
        })).ETag);

    internal static Task<CompleteMultipartUploadResponse> Complete(
        Scenario scenario, string id, params PartETag[] parts) =>
        scenario.S3.CompleteMultipartUploadAsync(new()
        {
            BucketName = scenario.Bucket,
            Key = "k",
            UploadId = id,
            PartETags = [.. parts],
        });

    internal static async Task<List<MultipartUpload>> Uploads(Scenario scenario) =>
        (await scenario.S3.ListMultipartUploadsAsync(scenario.Bucket)).MultipartUploads ?? [];
}
