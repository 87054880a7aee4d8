using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Local.Storage;

/// <summary>The log messages about what the folder holds.</summary>
internal static partial class StorageLog
{
    [LoggerMessage(221, LogLevel.Information,
        "{Count} unfinished multipart uploads take {Bytes} bytes of {Folder}. They can be continued, until they are "
        + "completed or aborted; those started more than {AbortUploadsAfter} ago are aborted (AbortUploadsAfter)")]
    internal static partial void UploadsFound(
        this ILogger logger, int count, long bytes, string folder, TimeSpan? abortUploadsAfter);

    [LoggerMessage(222, LogLevel.Information,
        "Aborted {Count} multipart uploads of bucket {Bucket} that were started more than {AbortUploadsAfter} ago")]
    internal static partial void UploadsAborted(
        this ILogger logger, int count, string bucket, TimeSpan abortUploadsAfter);

    [LoggerMessage(223, LogLevel.Information, "Removed {Count} files that a crash has left in {Folder}")]
    internal static partial void LeftoversRemoved(this ILogger logger, int count, string folder);
}
