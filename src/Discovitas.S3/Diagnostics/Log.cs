using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Diagnostics;

/// <summary>
/// Every log message, with a fixed id. Messages name keys, which this library makes; they never hold a file's name, a
/// signed URL or a secret.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Stored {Key}: {Size} bytes in {Parts} part(s)")]
    internal static partial void Stored(this ILogger logger, string key, long size, int parts);

    [LoggerMessage(2, LogLevel.Information, "Rejected an upload: {Reason}")]
    internal static partial void Rejected(this ILogger logger, UploadRejectionReason reason);

    [LoggerMessage(3, LogLevel.Warning, "Trying again after {Failures} failure(s): {Reason}")]
    internal static partial void TryingAgain(this ILogger logger, int failures, string reason);

    [LoggerMessage(4, LogLevel.Information, "Removed the unfinished multipart upload of {Key}")]
    internal static partial void UploadAborted(this ILogger logger, string key);

    [LoggerMessage(5, LogLevel.Error,
        "Could not remove the unfinished multipart upload {UploadId} of {Key}: its parts remain in the bucket, and " +
        "are billed, until it is aborted by hand or by a lifecycle rule")]
    internal static partial void UploadLeftBehind(
        this ILogger logger, Exception? exception, string key, string uploadId);

    [LoggerMessage(14, LogLevel.Warning,
        "Could not look for unfinished multipart uploads of {Key}, which hidden retries of the app's own client may " +
        "have started: a lifecycle rule removes them")]
    internal static partial void NotLookedFor(this ILogger logger, Exception exception, string key);

    [LoggerMessage(12, LogLevel.Warning, "{Warning}")]
    internal static partial void SettingIgnored(this ILogger logger, string warning);

    [LoggerMessage(13, LogLevel.Warning, "{Setting} is {Region}, a region unknown to the AWS SDK: check the spelling")]
    internal static partial void RegionUnknown(this ILogger logger, string setting, string region);

    [LoggerMessage(6, LogLevel.Information, "Deleted {Count} file(s)")]
    internal static partial void Deleted(this ILogger logger, int count);

    [LoggerMessage(7, LogLevel.Error, "Could not remove {Key}, which a failed upload has stored: delete it by hand")]
    internal static partial void ObjectLeftBehind(this ILogger logger, Exception exception, string key);

    [LoggerMessage(8, LogLevel.Warning,
        "The IProgress of an upload failed; it gets no further reports, and the upload continues")]
    internal static partial void ProgressFailed(this ILogger logger, Exception exception);

    [LoggerMessage(9, LogLevel.Information, "Created a direct upload of {Key} as {Kind}")]
    internal static partial void DirectUploadCreated(this ILogger logger, string key, string kind);

    [LoggerMessage(10, LogLevel.Information, "Completed the direct upload of {Key}: {Size} bytes")]
    internal static partial void DirectUploadCompleted(this ILogger logger, string key, long size);

    [LoggerMessage(11, LogLevel.Information, "Rejected the direct upload of {Key}: {Reason}")]
    internal static partial void DirectUploadRejected(this ILogger logger, string key, UploadRejectionReason reason);

    [LoggerMessage(30, LogLevel.Information, "Deleted {Key}, {Size} bytes, stored {Stored:u}: {Why}")]
    internal static partial void Removed(
        this ILogger logger, string key, long size, DateTimeOffset stored, string why);

    [LoggerMessage(31, LogLevel.Information, "Deleted {Deleted} of {Found} object(s) found: {Why}")]
    internal static partial void Cleaned(this ILogger logger, long deleted, long found, string why);

    [LoggerMessage(32, LogLevel.Warning, "The store did not delete {Count} object(s), which remain")]
    internal static partial void NotDeleted(this ILogger logger, Exception exception, int count);

    [LoggerMessage(33, LogLevel.Information,
        "Aborted the multipart upload of {Key}, {Size} bytes, last used {Used:u}: it was unfinished for too long")]
    internal static partial void OldUploadAborted(this ILogger logger, string key, long size, DateTimeOffset used);

    [LoggerMessage(34, LogLevel.Warning, "Could not abort the unfinished multipart upload {UploadId} of {Key}")]
    internal static partial void OldUploadNotAborted(
        this ILogger logger, Exception exception, string key, string uploadId);

    [LoggerMessage(35, LogLevel.Warning,
        "The bucket holds {Files} files of {Bytes} bytes. The warning is set to {MaxFiles} files and {MaxBytes} bytes")]
    internal static partial void StorageAboveLimit(
        this ILogger logger, long files, long bytes, long? maxFiles, long? maxBytes);

    [LoggerMessage(36, LogLevel.Warning, "Housekeeping failed while {Step}; the next round tries again")]
    internal static partial void HousekeepingFailed(this ILogger logger, Exception exception, string step);

    [LoggerMessage(37, LogLevel.Debug, "Cleaned nothing, since another process is cleaning this bucket")]
    internal static partial void CleanedByAnother(this ILogger logger);

    [LoggerMessage(38, LogLevel.Information, "{Key} was stored by an earlier attempt")]
    internal static partial void Repeated(this ILogger logger, string key);

    [LoggerMessage(40, LogLevel.Information, "{Inspector} rejected {Key}")]
    internal static partial void RejectedByInspector(this ILogger logger, string key, string inspector);

    [LoggerMessage(41, LogLevel.Warning, "{Key} could not be inspected, and is not kept")]
    internal static partial void InspectionFailed(this ILogger logger, Exception exception, string key);
}
