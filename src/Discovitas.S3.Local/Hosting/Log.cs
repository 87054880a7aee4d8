using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Local.Hosting;

/// <summary>The log messages of <c>UseLocalFolder</c>, with fixed IDs above those of the other packages.</summary>
internal static partial class Log
{
    [LoggerMessage(201, LogLevel.Warning,
        "UseLocalFolder stores files in {Folder}, and not in the configured bucket {Bucket}")]
    internal static partial void BucketReplaced(this ILogger logger, string folder, string bucket);
}
