using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Diagnostics;

/// <summary>
/// Every log message, with fixed ids. They name keys, which are of this library's making; a file's name, a signed URL or a secret is
/// never logged.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Stored {Key}: {Size} bytes in {Parts} part(s)")]
    internal static partial void Stored(this ILogger logger, string key, long size, int parts);

    [LoggerMessage(2, LogLevel.Information, "Refused an upload: {Reason}")]
    internal static partial void Refused(this ILogger logger, UploadRejectionReason reason);

    [LoggerMessage(3, LogLevel.Warning, "Trying again, key {Key}, after {Failures} failure(s): {Reason}")]
    internal static partial void TryingAgain(this ILogger logger, string? key, int failures, string reason);

    [LoggerMessage(4, LogLevel.Information, "Removed the unfinished multipart upload of {Key}")]
    internal static partial void UploadAborted(this ILogger logger, string key);

    [LoggerMessage(5, LogLevel.Error, "Could not remove the unfinished multipart upload {UploadId} of {Key}: its parts stay in the bucket, and are paid for, until it is aborted by hand or by a lifecycle rule")]
    internal static partial void UploadLeftBehind(this ILogger logger, Exception? exception, string key, string uploadId);

    [LoggerMessage(7, LogLevel.Error, "Could not remove {Key}, which a failed upload has left in the bucket: delete it by hand")]
    internal static partial void ObjectLeftBehind(this ILogger logger, Exception exception, string key);

    [LoggerMessage(8, LogLevel.Warning, "The listener of an upload's progress failed; it is told nothing more, and the upload goes on")]
    internal static partial void ProgressFailed(this ILogger logger, Exception exception);

    [LoggerMessage(9, LogLevel.Information, "Granted a direct upload of {Key} as {Kind}")]
    internal static partial void DirectUploadGranted(this ILogger logger, string key, string kind);

    [LoggerMessage(10, LogLevel.Information, "A direct upload of {Key} has arrived: {Size} bytes")]
    internal static partial void DirectUploadArrived(this ILogger logger, string key, long size);

    [LoggerMessage(11, LogLevel.Information, "Refused the direct upload of {Key}: {Reason}")]
    internal static partial void DirectUploadRefused(this ILogger logger, string key, UploadRejectionReason reason);

    [LoggerMessage(12, LogLevel.Warning, "{Warning}")]
    internal static partial void SettingIgnored(this ILogger logger, string warning);

    [LoggerMessage(13, LogLevel.Warning, "{Setting} is {Region}, which is no region that the AWS SDK knows: check the spelling, or update the SDK")]
    internal static partial void RegionUnknown(this ILogger logger, string setting, string region);

    [LoggerMessage(6, LogLevel.Information, "Deleted {Count} file(s)")]
    internal static partial void Deleted(this ILogger logger, int count);
}
