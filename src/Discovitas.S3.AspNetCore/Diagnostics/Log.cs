using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.AspNetCore.Diagnostics;

/// <summary>
/// Every log message of the endpoints, with fixed ids above those of the core. They name codes and keys, which are of this library's
/// making; a file's name, a signed URL or a secret is never logged.
/// </summary>
internal static partial class Log
{
    private const string Category = "Discovitas.S3.AspNetCore";

    internal static ILogger Of(HttpContext http) => http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(Category);

    [LoggerMessage(101, LogLevel.Information, "Refused a request: {Code}")]
    internal static partial void RequestRefused(this ILogger logger, string code);

    [LoggerMessage(102, LogLevel.Error, "A request failed because the store did: {Code}")]
    internal static partial void StoreFailed(this ILogger logger, Exception exception, string code);

    [LoggerMessage(103, LogLevel.Error, "Could not remove what a failed request had stored: delete {Keys} by hand")]
    internal static partial void FilesLeftBehind(this ILogger logger, Exception exception, string keys);

    [LoggerMessage(104, LogLevel.Information, "The client went away in the middle of a request")]
    internal static partial void ClientGone(this ILogger logger);
}
