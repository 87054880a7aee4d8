using Amazon.S3;
using Amazon.S3.Model;

namespace Discovitas.S3.Tool.Console;

/// <summary>Lists the multipart uploads of a bucket that nobody has completed or aborted.</summary>
internal static class ConsoleUploads
{
    private const int MostShown = 100;

    internal static async Task<object> ListAsync(
        IAmazonS3 client, string bucket, CancellationToken cancellationToken)
    {
        var listed = await client.ListMultipartUploadsAsync(
            new ListMultipartUploadsRequest { BucketName = bucket, MaxUploads = MostShown }, cancellationToken);
        var uploads = new List<object>();
        foreach (var upload in listed.MultipartUploads ?? [])
        {
            var request = new ListPartsRequest { BucketName = bucket, Key = upload.Key, UploadId = upload.UploadId };
            var parts = (await client.ListPartsAsync(request, cancellationToken)).Parts ?? [];
            uploads.Add(new
            {
                upload.Key,
                upload.UploadId,
                upload.Initiated,
                parts = parts.Count,
                bytes = parts.Sum(part => part.Size ?? 0),
            });
        }

        return new { uploads, isComplete = listed.IsTruncated != true };
    }
}
