namespace Discovitas.S3.AspNetCore.Diagnostics;

/// <summary>
/// Contains all log messages of the package. Their ids are fixed, and above those of the core. They contain problem
/// codes, option names, routes and keys, never a file's name, a signed URL or a secret.
/// </summary>
internal static partial class Log
{
    private const string Category = "Discovitas.S3.AspNetCore";

    internal static ILogger Get(HttpContext http) => Get(http.RequestServices);

    internal static ILogger Get(IServiceProvider services) =>
        services.GetRequiredService<ILoggerFactory>().CreateLogger(Category);

    [LoggerMessage(101, LogLevel.Information, "Rejected a request: {Code}")]
    internal static partial void RequestRejected(this ILogger logger, string code);

    [LoggerMessage(102, LogLevel.Error, "A request failed because the store failed: {Code}")]
    internal static partial void StoreFailed(this ILogger logger, Exception exception, string code);

    [LoggerMessage(
        103, LogLevel.Error, "Could not delete what a failed request had stored: delete {LeftBehind} by hand")]
    internal static partial void FilesLeftBehind(this ILogger logger, Exception exception, string leftBehind);

    [LoggerMessage(104, LogLevel.Information, "The client disconnected during a request")]
    internal static partial void ClientDisconnected(this ILogger logger);

    [LoggerMessage(105, LogLevel.Warning, "{Setting} is not an option of MapS3Uploads and is ignored")]
    internal static partial void OptionUnknown(this ILogger logger, string setting);

    [LoggerMessage(
        106, LogLevel.Warning, "Section {Section}, given to MapS3Uploads, does not exist: the defaults apply")]
    internal static partial void SectionMissing(this ILogger logger, string section);

    [LoggerMessage(107, LogLevel.Critical, "The app stops, since an upload route is not set up correctly: {Reason}")]
    internal static partial void StartFailed(this ILogger logger, string reason);
}
