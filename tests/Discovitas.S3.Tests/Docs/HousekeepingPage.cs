namespace Discovitas.S3.Tests.Docs;

/// <summary>The examples of docs/housekeeping.md.</summary>
internal static class HousekeepingPage
{
    internal interface IPictures
    {
        public IAsyncEnumerable<string> GetKeysAsync();
    }

    internal static async Task UsageAsync(S3Service s3)
    {
        StorageUsage usage = await s3.Housekeeping.GetUsageAsync("avatars", depth: 2);
        foreach (FolderUsage folder in usage.Folders)
        {
            Console.WriteLine($"{folder.Folder}: {folder.Files} files, {folder.Bytes} bytes, newest {folder.Newest}");
        }
    }

    internal static async Task CleaningAsync(S3Service s3)
    {
        var housekeeping = s3.Housekeeping;
        await housekeeping.DeletePendingAsync(TimeSpan.FromDays(2));
        await housekeeping.AbortUnfinishedUploadsAsync(TimeSpan.FromDays(7));
        var expired = await housekeeping.DeleteOldFilesAsync("exports", TimeSpan.FromDays(30), new() { DryRun = true });
        Console.WriteLine($"{expired.Found} exports of {expired.Bytes} bytes would be deleted.");
    }

    internal static async Task ReconcileAsync(S3Service s3, IPictures pictures)
    {
        ReconcileResult result = await s3.Housekeeping.ReconcileAsync(pictures.GetKeysAsync());
        Console.WriteLine($"{result.Unrecorded} files without a record, {result.Missing} records without a file");
        if (result is { Missing: 0, InvalidRecords: 0 })
        {
            await s3.Housekeeping.ReconcileAsync(pictures.GetKeysAsync(), new ReconcileOptions { Delete = true });
        }
    }

    internal static async Task BackgroundAsync(S3Service s3, CancellationToken stoppingToken)
    {
        await s3.Housekeeping.RunAsync(new HousekeepingOptions { WarnAboveBytes = 500_000_000_000 }, stoppingToken);
    }

    internal static async Task QuotaAsync(S3Service s3, byte[] bytes)
    {
        var request = new FileUploadRequest("cat.jpg", "image/jpeg", bytes)
        {
            Folder = "users/42",
            FolderQuota = new FolderQuota { MaxFiles = 1000, MaxBytes = 1_000_000_000 },
        };
        await s3.UploadAsync(request);
    }

    internal static async Task LeaveAsync(S3Service s3, Guid userId)
    {
        var folder = $"users/{userId}";
        await s3.DeleteAsync(await s3.ListAsync(folder).Select(file => file.Key).ToListAsync());
    }
}
