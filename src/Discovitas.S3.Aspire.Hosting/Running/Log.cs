using Discovitas.S3.Local;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Aspire.Hosting.Running;

/// <summary>The log of a server in the dashboard, with fixed IDs above those of the other packages.</summary>
internal static partial class Log
{
    [LoggerMessage(301, LogLevel.Information, "S3 listens on {Url} and keeps its objects in {Folder}")]
    internal static partial void Running(this ILogger logger, string url, string folder);

    [LoggerMessage(302, LogLevel.Information, "S3 has stopped")]
    internal static partial void Stopped(this ILogger logger);

    [LoggerMessage(303, LogLevel.Error, "S3 does not start: {Reason}")]
    internal static partial void NotStarted(this ILogger logger, string reason);

    [LoggerMessage(304, LogLevel.Information, "{Operation} {Path} {Status} in {Milliseconds} ms")]
    internal static partial void Request(
        this ILogger logger, S3Operation? operation, string path, int? status, long milliseconds);

    [LoggerMessage(305, LogLevel.Warning, "{Operation} {Path} {Status} {ErrorCode}: {ErrorMessage}")]
    internal static partial void RequestFailed(
        this ILogger logger, S3Operation? operation, string path, int? status, string errorCode, string? errorMessage);
}
