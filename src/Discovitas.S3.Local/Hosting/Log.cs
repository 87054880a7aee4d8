using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Local.Hosting;

/// <summary>Every log message of <c>UseLocalFolder</c>, with fixed ids above those of the other packages.</summary>
internal static partial class Log
{
    [LoggerMessage(201, LogLevel.Warning, "UseLocalFolder stores files in {Folder}, and not in the configured bucket {Bucket}")]
    internal static partial void BucketReplaced(this ILogger logger, string folder, string bucket);
}
