namespace Discovitas.S3.Tests.Docs;

/// <summary>The examples of docs/uploading.md.</summary>
internal static class UploadingPage
{
    internal static async Task<string> BytesAsync(S3Service s3, byte[] bytes)
    {
        var url = await s3.UploadAsync(new FileUploadRequest("example.jpg", "image/jpeg", bytes));
        return url;
    }

    internal static async Task<StoredFile> RepeatableAsync(S3Service s3, byte[] bytes, int orderId)
    {
        var invoice = await s3.StoreAsync(
            new FileUploadRequest("invoice.pdf", "application/pdf", bytes) { IdempotencyKey = $"invoice/{orderId}" });
        return invoice;
    }

    internal static async Task<StoredFile> EverythingAsync(S3Service s3)
    {
        var file = await s3.StoreAsync(
            new FileUploadRequest("report.pdf", "application/pdf", UploadContent.FromFile("report.pdf"))
            {
                Folder = "reports/42",
                CacheControl = "public, max-age=31536000, immutable",
                Disposition = FileDisposition.Attachment,
                KeepFileName = true,
                Metadata = new Dictionary<string, string> { ["author"] = "Jürgen" },
                Tags = new Dictionary<string, string> { ["kind"] = "report" },
                Limits = new UploadLimits { MaxFileSize = 20 * 1024 * 1024 },
                Progress = new Progress<UploadProgress>(progress =>
                    Console.WriteLine($"{progress.BytesSent} of {progress.TotalBytes}")),
            });
        return file;
    }

    internal static async Task<(string Url, TemporaryUrl Temporary, StoredFileMetadata? Metadata, bool Exists)>
        StoredFilesAsync(S3Service s3, StoredFile file, Stream destination)
    {
        var publicUrl = s3.GetPublicUrl(file.Key);
        var temporary = await s3.GetTemporaryUrlAsync(file.Key, TimeSpan.FromHours(1), downloadName: "Report 2026.pdf");
        var metadata = await s3.GetMetadataAsync(file.Url);   // null if the file does not exist
        var exists = await s3.ExistsAsync(file.Key);
        await using (var download = await s3.OpenReadAsync(file.Key, offset: 0, length: 1024))
        {
            await download.Content.CopyToAsync(destination); // also .ContentType, .Length, .Size, .ETag, .LastModified
        }

        await foreach (var listed in s3.ListAsync("reports/42"))
        {
            Console.WriteLine($"{listed.Url} {listed.Size}");
        }

        await s3.DeleteAsync(file.Key);                       // succeeds if the file does not exist
        await s3.DeleteAsync([file.Key, file.Url]);           // a thousand in each request
        return (publicUrl, temporary, metadata, exists);
    }
}
